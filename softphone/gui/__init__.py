"""The window: Qt Widgets on the core's notices.

`frame` is the window itself; `call`, `contacts`, `history`, `messages`, `settings` and `diagnostics` are its pages,
`books`, `directory`, `exchange` and `keeping` those of address books, directories, files of people and backups,
`outside` what it has to do with the desktop, `dial` the field on top, `card` what a redirect lays on the call page,
`wire` the views of its messages, `explain` what an answer means, `words` every sentence that says what happened,
`look` colours and parts, `tour` what `--tour` shows.
"""

from softphone.singletons import keep_singletons

keep_singletons()
