"""What an answer means: its explanation, its neighbours, and the search among them."""
