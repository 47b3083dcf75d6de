"""Lines of plain text → what they plainly are. A module for each form; `walk` asks them in turn."""
