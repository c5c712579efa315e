"""Look an outside record through before anything is written: what no table could hold, or no rule could count with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from cases import models as rows
from cases import outside as told
from cases import outside_after as after
from cases.outside import ImportRefused, OutsideCase
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.models import ClockPause, StepRecord, TermExtension

HELD: Final[dict[type, type[Model]]] = {
    OutsideCase: rows.Case, told.OutsideParty: rows.Party, told.Who: rows.InquiryOfficer,
    told.OutsideAssignment: rows.Assignment, told.OutsideInquiry: rows.Inquiry, told.OutsideMeasure: rows.Measure,
    told.OutsideTerms: rows.Proposal, told.OutsideProposal: rows.Proposal, told.OutsideNotice: rows.Notice,
    told.OutsideHearing: rows.Hearing, told.OutsideReview: rows.Review, told.OutsideMember: rows.Member,
    told.OutsideDiscussion: rows.Discussion, told.OutsideDecision: rows.Decision, told.OutsideService: rows.Service,
    told.OutsidePayment: rows.Payment, told.OutsideStep: StepRecord, after.OutsideExtension: TermExtension,
    after.OutsidePause: ClockPause,
}  # fmt: skip
"""Which table holds the texts of a shape, under the same names."""
OTHERS: Final = {"reference": 60, "recorder": 60, "published_party": 80, "role": 30}
WHOLE: Final = {"spoke_order": 99, "days": 3650}
NEEDED: Final = frozenset({"reference", "title", "cause", "party.name"})
ORDERED: Final = (
    ("measures", "taken_on", "ended_on"), ("measures", "test_from_on", "test_to_on"), ("pauses", "from_on", "to_on"),
    ("assignments", "from_on", "to_on"), ("recusals", "asked_on", "decided_on"),
)  # fmt: skip
ACT: Final = frozenset({"act_on", "act_ended_on"})
EARLIEST_ACT: Final = date(1900, 1, 1)


def look_through(data: OutsideCase) -> None:
    """Refuse what would not fit: lengths, numbers, days that no calendar knows, spans that end before they begin.

    Raises:
        ImportRefused: naming the field at fault.
    """
    for shape, name, value, path in _leaves(data, ""):
        if isinstance(value, str):
            _text(shape, name, value, path)
        elif isinstance(value, date):
            _day(name, value, path)
        elif type(value) is int and name in WHOLE and not 1 <= value <= WHOLE[name]:
            raise ImportRefused(_("A number from 1 to %(most)s is expected here.") % {"most": WHOLE[name]}, field=path)
    _in_order(data)
    _fitting(data)


def _fitting(data: OutsideCase) -> None:
    for i, inquiry in enumerate(data.inquiries):
        for j, who in enumerate(inquiry.officers):
            if who.role not in {"", *rows.InquiryOfficer.Role.values}:
                raise ImportRefused(_("Only officers and helpers sign."), field=f"inquiries[{i}].officers[{j}].role")
    for i, one in enumerate(data.recordings or ()):
        if one.measure is not None and not 0 <= one.measure < len(data.measures):
            raise ImportRefused(_("The record has no such measure; the first is 0."), field=f"recordings[{i}].measure")


def _in_order(data: OutsideCase) -> None:
    for part, first, last in ORDERED:
        for i, one in enumerate(getattr(data, part)):
            begun, ended = getattr(one, first), getattr(one, last)
            if begun is not None and ended is not None and ended < begun:
                raise ImportRefused(_("This day lies before the one on which it began."), field=f"{part}[{i}].{last}")


def _leaves(one: Any, path: str) -> Iterator[tuple[type, str, Any, str]]:
    for part in fields(one):
        value, here = getattr(one, part.name), f"{path}.{part.name}" if path else part.name
        for where, each in ([(f"{here}[{i}]", v) for i, v in enumerate(value)] if isinstance(value, tuple)
                            else [(here, value)]):  # fmt: skip
            if is_dataclass(each):
                yield from _leaves(each, where)
            else:
                yield type(one), part.name, each, where


def _text(shape: type, name: str, value: str, path: str) -> None:
    if path in NEEDED and not value.strip():
        raise ImportRefused(_("This field is missing."), field=path)
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ImportRefused(_("This text holds a sign that cannot be kept."), field=path)
    most = _longest(shape, name)
    if most is not None and len(value) > most:
        raise ImportRefused(_("This text is too long: at most %(most)s characters.") % {"most": most}, field=path)


@cache
def _longest(shape: type, name: str) -> int | None:
    if name in OTHERS:
        return OTHERS[name]
    try:
        found = HELD[shape]._meta.get_field(name) if shape in HELD else None  # noqa: SLF001 (Django's own name for it)
    except FieldDoesNotExist:
        return None
    return getattr(found, "max_length", None)


def _day(name: str, value: date, path: str) -> None:
    days, on = calendar(), value.date() if isinstance(value, datetime) else value
    first = EARLIEST_ACT if name in ACT else date(days.first_on.year + 1, 1, 1)
    last = date(days.last_on.year - 3, 12, 31)
    if not first <= on <= last:
        raise ImportRefused(
            _("A day from %(first)s to %(last)s is expected here.") % {"first": first, "last": last}, field=path
        )
