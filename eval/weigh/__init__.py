"""How much each piece of evidence for a sentence counts: the weights of answer/weigh.py, fitted on tuning data."""
