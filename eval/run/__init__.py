"""Ask, keep what came back, show and compare it."""
