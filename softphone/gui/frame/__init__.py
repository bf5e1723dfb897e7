"""The window: rail, lists, pages, and the news between them."""
