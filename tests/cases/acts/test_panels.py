from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from cases import panels
from cases.panels import enter, panels_of


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    kept = dict(panels.PANELS)
    panels.PANELS.clear()
    yield
    panels.PANELS.clear()
    panels.PANELS.update(kept)


def test_the_panels_stand_in_their_order_and_one_with_nothing_to_show_is_left_out() -> None:
    enter("late", 20, "late.html", lambda case, request: {"case": case, "request": request})
    enter("silent", 15, "silent.html", lambda _case, _request: None)
    enter("early", 10, "early.html", lambda _case, _request: {})
    case: Any = SimpleNamespace(pk=7)
    request: Any = object()
    shown = panels_of(case, request)
    assert [one.template for one in shown] == ["early.html", "late.html"]
    assert shown[1].data == {"case": case, "request": request}


def test_a_second_panel_of_the_same_name_is_refused() -> None:
    enter("evidence", 10, "one.html", lambda _case, _request: {})
    with pytest.raises(ValueError, match="evidence"):
        enter("evidence", 20, "two.html", lambda _case, _request: {})
