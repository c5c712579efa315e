"""Items of a bank that ask nearly the same: pure."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from exams.imports.similar import bare


def alike(text: str, known: Sequence[str], percent: int) -> list[tuple[int, int]]:
    """Return the known texts that are like one, the likest first: the place of each and how like it is in percent.

    The measure is that of ``exams.imports.similar``, which names the likest alone and is made for many texts at once.
    """
    plain = bare(text)
    if not plain:
        return []
    found = process.extract(plain, [bare(one) for one in known], scorer=fuzz.ratio, score_cutoff=percent, limit=None)
    return [(place, int(score)) for _choice, score, place in found]


def asked(stem: str, options: Sequence[str]) -> str:
    """Return what an item asks: its question with its options in any order ("which of these is right?" says little)."""
    return "\n".join([stem, *sorted(options)])
