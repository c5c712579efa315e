"""Small forms of one kind inside a form, any number of them: rows of a plan, shares of laws.

The browser says with one hidden field each which lines there are, so none is renumbered when others come and go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from enforcement.web import asked

MOST = 60


class Line(forms.Form):
    """One line; ``number`` is its place among the lines that the page ever had, ``position`` its place now."""

    number = 0
    position = 0


def lines(
    kind: type[Line], *, name: str, data: QueryDict | None, initial: Sequence[Mapping[str, Any]], **more: Any
) -> list[Line]:
    """Return the lines that the browser sent, or new ones with these values."""
    made: list[Line] = []
    if data is not None:
        for number in numbers(data, name):
            made.append(kind(data, prefix=f"{name}-{number}", **more))
            made[-1].number = number
    else:
        for number, values in enumerate(initial):
            made.append(kind(initial=dict(values), prefix=f"{name}-{number}", **more))
            made[-1].number = number
    for position, line in enumerate(made, start=1):
        line.position = position
    return made


def numbers(data: QueryDict, name: str) -> list[int]:
    """Return which lines the browser sent."""
    return asked.numbers(dict.fromkeys(data.getlist(name)))[:MOST]


def typed(data: QueryDict, name: str) -> list[dict[str, str]]:
    """Return what was typed into each line, unchecked."""
    found = []
    for number in numbers(data, name):
        prefix = f"{name}-{number}-"
        found.append({key.removeprefix(prefix): str(data[key]) for key in data if key.startswith(prefix)})
    return found
