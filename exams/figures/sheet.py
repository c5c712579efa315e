"""The results of a form as columns, and the limits that figures are judged by. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


Floats = NDArray[np.float64]


GROUP = 0.27


QUINTILES = 5


BINS = 20


FEW = 30
"""Below so many candidates a figure is shown, but no flag is raised on it."""


HARD, EASY, WEAK, DRIFT, DRIFT_Z = 0.20, 0.95, 0.20, 0.10, 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """An item on a form: the id of its version, its full points (1/100), its key, how many options (0: words)."""

    id: int
    full: int
    key: int
    options: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All results of a form: ``points`` and ``answers`` have a row for each candidate, a column for each item."""

    columns: Sequence[Column]
    points: Ints
    answers: Ints
    passed: Ints
