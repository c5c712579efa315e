"""Which candidate gets which paper: neighbours get different ones, all papers are used alike. Pure but for chance."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple


class Place(NamedTuple):
    """A candidate by their id, with room and seat where these are known."""

    candidate: int
    room: int | None = None
    seat: int | None = None


def deal(
    *, places: Sequence[Place], papers: int, chance: Random, sitting: Mapping[tuple[int, int], int], used: Counter[int]
) -> dict[int, int]:
    """Return the paper (0 …) of each candidate.

    ``sitting`` are the papers of those who sit already, by room and seat, ``used`` how often each paper is out. Two
    seats side by side never get the same paper while there is another one; which one it is, is chance, so that those
    in front and behind seldom have the same either, however many seats a row has.
    """
    seated = sorted((p for p in places if p.room and p.seat), key=lambda p: (p.room, p.seat))
    others = [p for p in places if not (p.room and p.seat)]
    chance.shuffle(others)
    cards, aside = _cards(papers, chance, used), deque[int]()
    taken, found = dict(sitting), {}
    for place in [*seated, *others]:
        room, seat = place.room or 0, place.seat or 0
        beside = {taken.get((room, seat - 1)), taken.get((room, seat + 1))} if seat else set()
        found[place.candidate] = taken[room, seat] = _next(cards, aside, beside, papers)
    return found


def _cards(papers: int, chance: Random, used: Counter[int]) -> Iterator[int]:
    """Yield papers, first those that are out less often than others, then all of them again and again."""
    most = max((used[n] for n in range(papers)), default=0)
    behind = [n for n in range(papers) for _time in range(most - used[n])]
    chance.shuffle(behind)
    yield from behind
    while True:
        pack = list(range(papers))
        chance.shuffle(pack)
        yield from pack


def _next(cards: Iterator[int], aside: deque[int], beside: set[int | None], papers: int) -> int:
    """Draw a paper that nobody beside has; those that may not be given now wait for the next candidate."""
    for _time in range(len(aside)):
        card = aside.popleft()
        if card not in beside:
            return card
        aside.append(card)
    possible = len(beside - {None}) < papers
    while (card := next(cards)) in beside and possible:
        aside.append(card)
    return card
