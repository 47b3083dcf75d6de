"""What app.py needs to show an answer: its Markdown, and the page it is shown on."""
