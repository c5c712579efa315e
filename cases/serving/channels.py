"""On which channels a decision is shown, by when and until when: the rules of each channel are data."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cases.models import Case, Decision
from cases.rules.time import working
from cases.serving.parameters import CHANNELS, PUBLISH_ALL
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.parameters import value

ONLY_WARNING = frozenset({"warning"})


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as it treats one decision."""

    code: str
    title: str
    basis: str
    shown: bool
    due_on: date
    until_on: date | None = None
    reason: str = ""


def channels_of(case: Case, decision: Decision) -> list[Channel]:
    """Return the channels of the case's field, each with its verdict on this decision."""
    return channels_in(value(CHANNELS, agency=case.agency, on=decision.decided_on), case.field, decision)


def proposed(case: Case, on: date) -> str:
    """Return why the agency's setting proposes publication, "" where the head weighs the influence on society."""
    every = value(PUBLISH_ALL, agency=case.agency, on=on) == "all"
    return "国办发〔2018〕118号第六项：行政处罚结果应当公开" if every else ""


def channels_in(told: list[dict[str, Any]], field: str, decision: Decision) -> list[Channel]:
    """Return those of some channels that a field has, each with its verdict."""
    return [_channel(one, decision) for one in told if not one.get("fields") or field in one["fields"]]


def _channel(one: dict[str, Any], decision: Decision) -> Channel:
    due = working(decision.decided_on, int(one["days"]), calendar())
    only_warning = bool(one.get("skip_warning")) and set(decision.kinds) <= ONLY_WARNING
    return Channel(
        code=one["code"], title=one["title"], basis=one.get("basis", ""), shown=not only_warning, due_on=due,
        until_on=_until(one, decision), reason="仅受到警告处罚的，不予公示" if only_warning else "",
    )  # fmt: skip


def _until(one: dict[str, Any], decision: Decision) -> date | None:
    """Return when a channel takes a decision down: months for criticism or a low fine, years else, None for never."""
    low = 0 < decision.fine <= Decimal(str(one.get("light_fine") or 0))
    light = set(decision.kinds) <= (ONLY_WARNING | {"fine"} if low else ONLY_WARNING)
    count = int(one.get("light_months") or 0) if light else int(one.get("years") or 0) * 12
    return months_on(decision.decided_on, count) if count else None


def months_on(day: date, count: int) -> date:
    """Return the same day some months later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
