"""A sample and its answer → scores; many scores → metrics and gates."""
