"""Address books on servers: the settings of them, and contacts that were changed in both places.

`desk` is between the pages and the syncs; `page` lists the books, `form` adds one or changes it, `conflicts` asks about
contacts, `news` says in the window what waits for the person, `words` has the sentences.
"""
