"""Which quotes carry a statement: rules with a reason, and the judge."""
