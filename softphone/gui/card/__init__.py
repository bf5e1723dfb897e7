"""The card that a redirect lays on the call page: what happened, what is notable, and the choice."""
