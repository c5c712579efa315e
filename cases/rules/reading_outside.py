"""From what an outside record told in its own words to the frozen facts of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.rules.file import HandoverFact, Person, RecusalFact
from cases.rules.weighed import WeighingFact

Told = Mapping[str, Any]


def recused(told: Told) -> Iterator[Person]:
    """Yield who was recused, from the day of the decision on."""
    for fact in recusals(told):
        if fact.granted:
            yield Person(fact.person.name, fact.person.person_id, fact.decided_on)


def recusals(told: Told) -> Iterator[RecusalFact]:
    """Yield the questions of recusal."""
    for one in told.get("recusals", ()):
        who = Person(one["name"], one.get("person_id"))
        yield RecusalFact(who, date.fromisoformat(one["asked_on"]), _day(one.get("decided_on")), one.get("granted"))


def handovers(told: Told) -> Iterator[HandoverFact]:
    """Yield what leads handed over."""
    for one in told.get("handovers", ()):
        yield HandoverFact(Person(one["taker"]), date.fromisoformat(one["approved_on"]), _day(one.get("done_on")))


def weighing(told: Told) -> WeighingFact | None:
    """Return how the fine was weighed."""
    one = told.get("weighing")
    if one is None:
        return None
    return WeighingFact(
        on=date.fromisoformat(one["on"]), effect=one["effect"], statute_low=Decimal(one["statute_low"]),
        statute_high=Decimal(one["statute_high"]), low=Decimal(one["low"]), high=Decimal(one["high"]),
        approved_on=_day(one.get("approved_on")),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
