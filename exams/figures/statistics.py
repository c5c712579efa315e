"""What an item did in a session, put together from the forms that had it: pure.

Counts add up, and the correlation is the pooled one within forms, so that forms of unequal difficulty lend it nothing.
Source of the limits: Ebel and Frisbie, Essentials of Educational Measurement (1991).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from exams.figures.sheet import DRIFT, DRIFT_Z, EASY, FEW, HARD, WEAK, Floats
from exams.figures.tallies import Tally


def item_figures(found: Iterable[Tally], *, before: tuple[float, int] | None = None) -> dict[str, Any]:
    """Return the figures of an item from the forms that had it; ``before`` is its p and n in the session before.

    p: share of its points that were earned. r: correlation with the rest of the paper, pooled within forms. d27: p of
    the upper 27 % less p of the lower. drift: change of p since the session before, with z of the difference of two
    shares. distractors: share of each quintile that chose each option. flags: what somebody should look at.
    """
    parts = list(found)
    n = sum(part.n for part in parts)
    p = sum(part.total for part in parts) / n
    spread = math.sqrt(sum(part.item_ss for part in parts) * sum(part.rest_ss for part in parts))
    r = sum(part.covariance for part in parts) / spread if spread > 0 else None
    d27 = _mean(part.upper for part in parts) - _mean(part.lower for part in parts)
    chosen = np.sum([part.chosen for part in parts], axis=0)
    sizes = np.sum([part.sizes for part in parts], axis=0)
    shares = chosen / np.maximum(sizes, 1)[:, None]
    drift = _drift(p, n, before)
    flags = _flags(n, p, r, d27, drift, shares, parts[0].key) if n >= FEW else []
    return {
        "n": n, "p": p, "r": r, "d27": d27, "drift": drift, "distractors": shares.T.tolist(),
        "options": chosen.sum(axis=0).tolist(), "flags": flags,
    }  # fmt: skip


def _mean(pairs: Iterable[tuple[float, int]]) -> float:
    total, count = (sum(values) for values in zip(*pairs, strict=True))
    return float(total / count)


def _drift(p: float, n: int, before: tuple[float, int] | None) -> dict[str, float] | None:
    if before is None:
        return None
    earlier, count = before
    pooled = (p * n + earlier * count) / (n + count)
    error = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / count))
    return {"before": earlier, "change": p - earlier, "z": (p - earlier) / error if error else 0.0}


def _flags(
    n: int, p: float, r: float | None, d27: float, drift: dict[str, float] | None, shares: Floats, key: int
) -> list[str]:
    flags = ["hard"] if p < HARD else ["easy"] if p > EASY else []
    if r is not None and r < 0:
        flags.append("negative")
    elif HARD <= p <= EASY and d27 < WEAK:
        flags.append("weak")
    if _distractor_beats_key(shares, key):
        flags.append("distractor")
    if drift and abs(drift["change"]) > DRIFT and abs(drift["z"]) > DRIFT_Z and n >= FEW:
        flags.append("drift")
    return flags


def _distractor_beats_key(shares: Floats, key: int) -> bool:
    """Return whether the strongest fifth chose some wrong option more often than some right one."""
    options = shares.shape[1] - 1
    right = [float(shares[-1, n]) for n in range(options) if key >> n & 1]
    wrong = [float(shares[-1, n]) for n in range(options) if not key >> n & 1]
    return bool(right and wrong) and max(wrong) > min(right)
