"""Questions with their gold quotes, located in the documents of a corpus."""
