"""A run as one HTML page that can be sent by mail, and as JUnit XML for machines."""
