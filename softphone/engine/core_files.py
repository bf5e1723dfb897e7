"""No core files: assertions of the SIP library end its process, whose memory has passwords in it."""

import sys

if sys.platform == "win32":

    def leave_no_core() -> None:
        """Windows writes no core files."""

else:
    import resource

    def leave_no_core() -> None:
        """Of this process and those that it starts. Nobody else's limit is touched, and the hard one neither."""
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
