"""The agency of the meetings, built once for each module."""

from __future__ import annotations

from tests.cases.meetings.conftest import kept, world

__all__ = ["kept", "world"]
