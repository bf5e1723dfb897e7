"""The computer that the test runs on, where a namespace is expected."""

import os
import subprocess
from collections.abc import Sequence

from tests.support.namespaces import Namespace


class _Here(Namespace):
    """Not a namespace of its own."""

    @property
    def pid(self) -> int:
        return os.getpid()

    def command(self, *arguments: str | os.PathLike[str]) -> list[str]:
        return list(map(str, arguments))

    def spawn(
        self, arguments: Sequence[str | os.PathLike[str]], **options: object
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(list(map(str, arguments)), **options)  # type: ignore[call-overload, no-any-return]


HERE = _Here()
