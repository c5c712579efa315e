"""The bureau of the tests of acts."""

from tests.cases.acts.conftest import world

__all__ = ["world"]
