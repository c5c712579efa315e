"""A regrade in figures: what goes up and down, passes gained and lost, by session and by size. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

FIGURES = ("up", "down", "gained", "lost", "void")
Column = NDArray[np.int64]


def summary_of(tables: Iterable[Sequence[Column]], *, looked: int, titles: Mapping[int, str]) -> dict[str, Any]:
    """Return the figures of a regrade as JSON can hold them.

    Each table is (sessions, void, old points, new points, old passed, new passed), a row for each result; ``looked``
    results were looked at. ``histogram`` counts differences by whole points, rounded away from 0, as [points, results].
    Papers that are void go up and down like others, but do not count among the passes gained and lost.
    """
    total, by_session, differences = Counter[str](), dict[int, Counter[str]](), Counter[int]()
    for sessions, void, old, new, old_passed, new_passed in tables:
        apart, valid = new - old, void == 0
        marks = {
            "up": apart > 0,
            "down": apart < 0,
            "gained": valid & (new_passed > old_passed),
            "lost": valid & (new_passed < old_passed),
            "void": ~valid,
        }
        for session in np.unique(sessions):
            here = sessions == session
            row = by_session.setdefault(int(session), Counter())
            for name in FIGURES:
                row[name] += int((marks[name] & here).sum())
        for name in FIGURES:
            total[name] += int(marks[name].sum())
        whole = np.sign(apart) * -(-np.abs(apart) // 100)
        sizes, counts = np.unique(whole, return_counts=True)
        differences.update(dict(zip(sizes.tolist(), counts.tolist(), strict=True)))
    return {
        "looked": looked,
        **{name: total[name] for name in FIGURES},
        "sessions": [
            {"session": pk, "title": titles.get(pk, ""), **{name: row[name] for name in FIGURES}}
            for pk, row in sorted(by_session.items())
        ],
        "histogram": [[points, count] for points, count in sorted(differences.items())],
    }
