"""Do the metrics see what they should? Stored answers are corrupted, one thing at a time, and scored again."""
