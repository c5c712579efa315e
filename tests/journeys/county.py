"""The county of the demo, built once for a module's tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cases.demo import ground
from cases.demo.people import Staff
from tests.cases.meetings.world import kept_for_a_module


@contextmanager
def a_county(folder: Path, *departments: str) -> Iterator[Staff]:
    """Lay the ground of the demo with some departments alone, and keep it until the module's tests are over."""
    with kept_for_a_module(folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr(ground, "DEPARTMENTS", departments)
        staff = ground.lay()
        ground.certify_all(staff)
        yield staff
