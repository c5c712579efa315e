"""About three hundred cases in all states, each played through the real acts until it stops."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from cases.demo.bodies import DEPARTMENTS
from cases.demo.clerk import Clerk
from cases.demo.matters import draw, needs_hearing
from cases.demo.people import Staff
from enforcement.flowcharts.calendar.current import calendar

Step = tuple[int, Callable[[date], None]]
# How far the cases come, in steps, and how many in a hundred: the first are the many that are under way.
STOPS = ((1, 8), (2, 9), (3, 8), (4, 12), (5, 16), (7, 8), (8, 8), (9, 5), (10, 10), (12, 5), (14, 3), (17, 2), (99, 6))
EARLIEST = date(2026, 3, 2)


def plays(staff: Staff, count: int, today: date, seed: int = 18) -> Iterator[Callable[[], None]]:
    """Yield one function a case; each plays it to where it stops."""
    rng = random.Random(seed)
    for serial in range(1, count + 1):
        agency = DEPARTMENTS[serial % len(DEPARTMENTS)]
        stop = rng.choices([s for s, _w in STOPS], [w for _s, w in STOPS])[0]
        yield _one(staff, agency, serial, stop, today, rng.getrandbits(32))


def _one(staff: Staff, agency: str, serial: int, stop: int, today: date, seed: int) -> Callable[[], None]:
    def play() -> None:
        rng = random.Random(seed)
        clerk = Clerk(staff, agency, draw(rng, agency, serial))
        steps = route(clerk, rng)
        kept = steps[:stop]
        length = sum(days for days, _do in kept)
        # Most cases stand where they should; some lie too long, so that supervisors see yellow and red.
        idle = rng.choices((1, 4, 9, 40), (62, 20, 10, 8))[0] if stop < len(steps) else rng.randint(5, 60)
        day = calendar().previous_working(max(EARLIEST, back(today, length + idle)))
        for days, do in kept:
            day = calendar().add_working(day, days) if days else day
            if day >= today:
                return
            do(day)

    return play


def back(day: date, working: int) -> date:
    """Return the day some working days before."""
    return calendar().subtract_working(day, working) if working else day - timedelta(days=1)


def route(clerk: Clerk, rng: random.Random) -> list[Step]:
    """Return the steps of a case with the working days between them."""
    head: list[Step] = [
        (0, clerk.register), (rng.randint(1, 4), clerk.check), (rng.randint(1, 6), clerk.file), (0, clerk.assign),
        (rng.randint(1, 5), clerk.interview), (rng.randint(1, 6), lambda d: clerk.interview(d, kind="inspection")),
        (rng.randint(1, 8), clerk.leave_investigation), (1, clerk.conclude), (rng.randint(1, 6), clerk.check_case),
        (1, clerk.propose), (rng.randint(1, 3), clerk.notify),
    ]  # fmt: skip
    if needs_hearing(clerk.matter):
        return head + _heard(clerk) + _tail(clerk, rng)
    return [*head, (6, lambda d: clerk.defend(d, "decide")), *_tail(clerk, rng)]


def _heard(clerk: Clerk) -> list[Step]:
    def ask(day: date) -> None:
        clerk.defend(day, "hearing", made_on=day, text="对处罚数额有异议，要求听证。")

    def prepare(day: date) -> None:
        clerk.prepare_hearing(accepted=day, served=day, planned=calendar().add_working(day, 8))

    def hear(day: date) -> None:
        clerk.hear(day, day)

    return [
        (2, ask), (2, prepare), (8, hear), (3, lambda d: clerk.review(d, discuss=True)), (2, clerk.discuss),
    ]  # fmt: skip


def _tail(clerk: Clerk, rng: random.Random) -> list[Step]:
    tail: list[Step] = [(1, clerk.decide), (0, clerk.draw_up), (rng.randint(1, 5), clerk.serve)]
    if clerk.matter.publish:
        tail.append((1, clerk.publish))
    return [*tail, (rng.randint(2, 7), clerk.pay), (rng.randint(1, 8), clerk.close), (rng.randint(1, 5), clerk.archive)]
