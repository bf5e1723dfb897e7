"""The window: Qt Widgets on the core's notices."""

from softphone.singletons import keep_singletons

keep_singletons()
