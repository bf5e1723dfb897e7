"""The dial field and what it completes."""
