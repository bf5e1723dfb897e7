"""CardDAV (RFC 6352): address books on a server, kept in step both ways.

`http` speaks with one server and bounds whatever it answers; `multistatus` reads its XML; `discovery` finds books
(RFC 6764); `book` is one of them: what has changed, the cards, PUT and DELETE; `merge` puts two changed cards together
by what they were before; `sync` is one sync of one book; `service` runs the syncs on a thread of its own.

Whatever goes wrong leaves this room as `calls.address_books.BookError`. An answer is believed when it is whole and
sound, and then only: nothing here is changed or deleted because of a broken one.
"""
