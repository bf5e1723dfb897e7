"""The window: Qt Widgets on the core's notices.

`frame` is the window itself; `call`, `contacts`, `history`, `messages`, `settings` and `diagnostics` are its pages,
`dial` the field on top, `card` what a redirect lays on the call page, `wire` the views of its messages, `explain` what
an answer means, `words` every sentence that says what happened, `look` colours and parts, `tour` what `--tour` shows.
"""

from softphone.singletons import keep_singletons

keep_singletons()
