"""The page of one call: header, redirect cards, controls, explanations."""
