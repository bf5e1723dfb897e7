"""The page of one call: header, remarks, stage for the cards, and controls."""
