"""The address book: list, page, form."""
