"""What is asked: intent, spelling, follow-up, several questions at once."""
