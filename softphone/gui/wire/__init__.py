"""What came over the wire: the raw response, what was read of it, and the flow of the whole call."""
