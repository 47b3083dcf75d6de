"""Yes or no: what a quote decides, told by the trained reader, which is asked the question in two more ways."""

YES, NO = "Is it so: ", "Is it not so: "
"""Before a question that asks for yes or no: whether the passage says yes, and whether it says no. A passage may do
neither."""
