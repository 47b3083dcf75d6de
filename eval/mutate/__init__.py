"""Counterfactual tests: does an answer follow its source, stay where the source stays, and go where it goes?"""
