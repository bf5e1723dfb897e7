"""The scene of the house: a window on a real store and a fake phone."""

from tests.gui.house.conftest import scene, window

__all__ = ["scene", "window"]
