"""People of the company's directory: found while one searches, called, and saved to contacts."""
