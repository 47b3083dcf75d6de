"""The reader: candidates, their features and scores, the quotes it picks, an overview."""
