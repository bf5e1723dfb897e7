"""The page of one call: header, redirect cards, controls, explanations, and what came over the wire."""
