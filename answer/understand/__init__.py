"""What is asked: intent, spelling, language, follow-up."""
