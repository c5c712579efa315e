"""On which channels a decision is shown, by when and until when: the rules of each channel are data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cases.models import Case, Decision, OnSpot, Publication
from cases.rules.time import working
from cases.serving.parameters import CHANNELS, PUBLISH_ALL
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import months_after
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


def channels_of(case: Case, decision: Decision, published_on: date | None = None) -> list[Channel]:
    """Return the channels of the case's field, each with its verdict on this decision, counted from a publication."""
    told = value(CHANNELS, agency=case.agency, on=decision.decided_on)
    on_spot = OnSpot.objects.filter(case=case).exists()
    return channels_in(told, case.field, decision, published_on=published_on or _published(case), on_spot=on_spot)


def proposed(case: Case, on: date) -> str:
    """Return why the agency's setting proposes publication, "" where the head weighs the influence on society."""
    every = value(PUBLISH_ALL, agency=case.agency, on=on) == "all"
    return "国办发〔2018〕118号第六项：行政处罚结果应当公开" if every else ""


def channels_in(
    told: list[dict[str, Any]], field: str, decision: Decision, *, published_on: date | None = None,
    on_spot: bool = False,
) -> list[Channel]:  # fmt: skip
    """Return those of some channels that a field has, each with its verdict."""
    mine = [one for one in told if not one.get("fields") or field in one["fields"]]
    return [_channel(one, decision, published_on, on_spot=on_spot) for one in mine]


def _channel(one: dict[str, Any], decision: Decision, published_on: date | None, *, on_spot: bool) -> Channel:
    due = working(decision.decided_on, int(one["days"]), calendar())
    reason = _hidden(one, decision, on_spot=on_spot)
    return Channel(
        code=one["code"], title=one["title"], basis=one.get("basis", ""), shown=not reason, due_on=due,
        until_on=_until(one, decision, published_on or decision.decided_on), reason=reason,
    )  # fmt: skip


def _hidden(one: dict[str, Any], decision: Decision, *, on_spot: bool) -> str:
    """Return why a channel does not show a decision, "" where it does."""
    if one.get("skip_on_spot") and on_spot:
        return "适用简易程序当场作出的，不在此公示"
    return "仅受到警告处罚的，不予公示" if one.get("skip_warning") and set(decision.kinds) <= ONLY_WARNING else ""


def _published(case: Case) -> date | None:
    """Return the day on which a case was published, None before."""
    return Publication.objects.filter(case=case).values_list("published_on", flat=True).first()


def _until(one: dict[str, Any], decision: Decision, since: date) -> date | None:
    """Return when a channel takes a decision down: months for criticism or a low fine, years else, None for never.

    The term runs from the publication (公示规定第十三条); until then the day of the decision stands for it.
    """
    low = 0 < decision.fine <= Decimal(str(one.get("light_fine") or 0))
    light = set(decision.kinds) <= (ONLY_WARNING | {"fine"} if low else ONLY_WARNING)
    count = int(one.get("light_months") or 0) if light else int(one.get("years") or 0) * 12
    return months_after(since, count) if count else None
