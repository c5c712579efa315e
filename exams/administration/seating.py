"""Draw seats so that neighbours come from different agencies: pure, and open to anybody's check.

Neighbours are seats of one room whose numbers follow each other. The lot of a candidate is the SHA-256 of
``SEED:TICKET``; with the published seed and the list of tickets everybody can draw again (see ``lot``).
"""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

LIST: Final = "list"
LOT: Final = "lot"
ORDERS: Final = (LIST, LOT)


class Seat(NamedTuple):
    """A numbered seat of a room."""

    room: int
    number: int


class Waiting(NamedTuple):
    """A candidate without a seat."""

    candidate: int
    agency: int
    ticket: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Who sits where; ``neighbours`` are pairs of seats whose candidates come from one agency all the same."""

    seats: Mapping[int, Seat]
    neighbours: tuple[tuple[Seat, Seat], ...]


def lot(seed: str, ticket: str) -> str:
    """Return the lot of a ticket: lower ones are drawn earlier."""
    return hashlib.sha256(f"{seed}:{ticket}".encode()).hexdigest()


def draw(
    *, free: Sequence[Seat], taken: Mapping[Seat, int], waiting: Iterable[Waiting], order: str, seed: str
) -> Drawn:
    """Return a seat for each who waits. ``taken`` has the agency of those who keep theirs.

    Candidates of an agency follow in the order of their lots (``lot``) or of their tickets (``list``). Each seat gets
    the agency with most people left that is neither of its neighbours'; where only one agency is left, a seat stays
    empty between two of its people as long as there are seats to spare.

    Raises:
        ValueError: if there are fewer free seats than people.
    """
    queues = _queues(waiting, order, seed)
    count = sum(len(queue) for queue in queues.values())
    if count > len(free):
        raise ValueError("fewer seats than people")
    spare = len(free) - count
    heap = [(-len(queue), _first(queue, order, seed), agency) for agency, queue in queues.items()]
    heapq.heapify(heap)
    agencies = dict(taken)
    seats: dict[int, Seat] = {}
    for seat in sorted(free):
        if not heap:
            break
        shunned = {agencies.get(Seat(seat.room, seat.number + step)) for step in (-1, 1)}
        chosen = _other(heap, shunned)
        if chosen is None and spare:
            spare -= 1
            continue
        agency = (chosen or heapq.heappop(heap))[2]
        queue = queues[agency]
        seats[queue.popleft().candidate] = seat
        agencies[seat] = agency
        if queue:
            heapq.heappush(heap, (-len(queue), _first(queue, order, seed), agency))
    return Drawn(seats, tuple(_neighbours(agencies)))


def _queues(waiting: Iterable[Waiting], order: str, seed: str) -> dict[int, deque[Waiting]]:
    queues: dict[int, deque[Waiting]] = defaultdict(deque)
    for one in sorted(waiting, key=lambda w: _key(w, order, seed)):
        queues[one.agency].append(one)
    return queues


def _key(one: Waiting, order: str, seed: str) -> str:
    return lot(seed, one.ticket) if order == LOT else one.ticket


def _first(queue: deque[Waiting], order: str, seed: str) -> str:
    return _key(queue[0], order, seed)


def _other(heap: list[tuple[int, str, int]], shunned: set[int | None]) -> tuple[int, str, int] | None:
    """Take the largest agency that is not shunned out of the heap; None if there is none."""
    aside = []
    found = None
    while heap and found is None:
        top = heapq.heappop(heap)
        if top[2] in shunned:
            aside.append(top)
        else:
            found = top
    for one in aside:
        heapq.heappush(heap, one)
    return found


def _neighbours(agencies: Mapping[Seat, int]) -> Iterable[tuple[Seat, Seat]]:
    for seat in sorted(agencies):
        beside = Seat(seat.room, seat.number + 1)
        if agencies.get(beside) == agencies[seat]:
            yield seat, beside
