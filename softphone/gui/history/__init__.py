"""What was, and what one wants to be reminded of."""
