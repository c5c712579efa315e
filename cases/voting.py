"""How votes and quorum are counted: pure, one count for the acts, the guards and the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def majority(votes: Iterable[str], *, present: int | None = None, share: tuple[int, int] = (1, 2)) -> str:
    """Return the vote that more than a share of those present cast, or "" where none has it (a tie is discussed again).

    Without ``present`` the votes cast are the whole.
    """
    cast = [vote for vote in votes if vote]
    vote, count = Counter(cast).most_common(1)[0] if cast else ("", 0)
    of = len(cast) if present is None else present
    return vote if count * share[1] > of * share[0] else ""


def is_quorate(present: int, roster: int, share: tuple[int, int], least: int) -> bool:
    """Return whether enough members are present: the share of the roster and the least number (local settings)."""
    return present >= least and present * share[1] >= roster * share[0]
