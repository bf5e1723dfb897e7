"""Keeps the catalogues in resources/translations: ``python packaging/translations.py [update|compile]``.

`update` reads every text of softphone/gui into the .ts files, `compile` makes the .qm files that the phone loads;
without a word both are done. The English catalogue holds plural forms only: English is the language of the source.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "softphone" / "gui"
CATALOGUES = ROOT / "resources" / "translations"
LANGUAGES = ("en", "ru")


def tool(name: str) -> str:
    """A tool that PySide6 installs beside the Python in use, else one on the path."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else name


def update(folder: Path = CATALOGUES) -> None:
    """Bring the .ts files in `folder` up to the sources. Texts that are gone are dropped."""
    files = [str(path.relative_to(ROOT)) for path in sorted(SOURCES.rglob("*.py"))]
    for language in LANGUAGES:
        plural = ["-pluralonly"] if language == "en" else []
        _run(
            [
                tool("pyside6-lupdate"),
                *files,
                *plural,
                "-no-obsolete",
                "-locations",
                "none",
                "-target-language",
                language,
                "-source-language",
                "en",
                "-ts",
                str(folder / f"softphone_{language}.ts"),
            ]
        )


def compile_catalogues(source: Path = CATALOGUES, target: Path = CATALOGUES) -> None:
    """Make softphone_XX.qm in `target` of each softphone_XX.ts in `source`."""
    for language in LANGUAGES:
        name = f"softphone_{language}"
        _run(
            [
                tool("pyside6-lrelease"),
                "-silent",
                str(source / f"{name}.ts"),
                "-qm",
                str(target / f"{name}.qm"),
            ]
        )


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def main(words: Sequence[str]) -> None:
    if any(word not in ("update", "compile") for word in words):
        sys.exit(__doc__)
    if not words or "update" in words:
        update()
    if not words or "compile" in words:
        compile_catalogues()


if __name__ == "__main__":
    main(sys.argv[1:])
