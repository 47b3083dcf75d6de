"""What the reader is taught after its first schooling: questions beside their likes, on texts as they are read."""
