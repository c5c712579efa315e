"""The agency is built once for each module, as for the papers."""

from tests.cases.drafting.conftest import kept, world

__all__ = ["kept", "world"]
