"""The modules of packaging/, which is no package: its scripts are run by path."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"


def load(path: str) -> ModuleType:
    """`packaging/PATH` as a module."""
    file = PACKAGING / path
    spec = spec_from_file_location(f"packaging_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
