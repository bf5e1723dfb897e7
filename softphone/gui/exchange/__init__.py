"""People out of files and into them: what the window shows of it."""
