"""The words for what partners tell: fields of the parts of a bundle, and their values."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.exchange.models import OutsideRow
from certification.fields import titles
from enforcement.web.words import day, moment

NAMES: Final[dict[str, str | Promise]] = {
    "name": gettext_lazy("Name or title"), "number": gettext_lazy("Number"), "credit_code": gettext_lazy("Credit code"),
    "kind": gettext_lazy("Kind"), "division": gettext_lazy("Division"), "parent": gettext_lazy("Agency above"),
    "is_active": gettext_lazy("Still works"), "agency": gettext_lazy("Agency"), "post": gettext_lazy("Post"),
    "establishment": gettext_lazy("Establishment"),
    "has_law_qualification": gettext_lazy("Has the legal qualification"),
    "person": gettext_lazy("Person"), "category": gettext_lazy("Category"), "fields": gettext_lazy("Fields"),
    "area": gettext_lazy("Area"), "issuer": gettext_lazy("Issuer"), "valid_from": gettext_lazy("Valid from"),
    "valid_to": gettext_lazy("Valid to"), "rule": gettext_lazy("Rule"), "severity": gettext_lazy("Severity"),
    "article": gettext_lazy("Article"), "on": gettext_lazy("Day"), "step": gettext_lazy("Step"),
    "case": gettext_lazy("Case"), "sentence": pgettext_lazy("of an alarm", "What it says"),
    "raised_at": gettext_lazy("Raised"), "state": gettext_lazy("State"), "settled_at": gettext_lazy("Settled at"),
}  # fmt: skip
"""The identification number is left out on purpose: nobody needs to read it here."""


def summary_of(row: OutsideRow) -> str:
    """Return what a thing is about, in one line."""
    told: dict[str, Any] = row.content
    if row.case is not None:
        return str(row.case)
    if row.part == "alarms":
        return f"{told.get('rule', '')} {told.get('sentence', '')}".strip() or row.key
    return " · ".join(str(told[name]) for name in ("number", "name", "post") if told.get(name)) or row.key


def facts_of(row: OutsideRow) -> list[tuple[str | Promise, str]]:
    """Return what was told as (name, value)."""
    return [(NAMES[name], _value(name, value)) for name, value in row.content.items() if name in NAMES]


def history_of(row: OutsideRow) -> list[dict[str, Any]]:
    """Return the entries of the history of a credential, the days as days."""
    return [
        {**told, **{name: _day(told.get(name)) for name in ("from_on", "to_on")}}
        for told in row.content.get("statuses", [])
    ]


def _value(name: str, value: Any) -> str:
    if value in (None, "", []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "fields":
        return titles(value)
    if name.endswith("_at"):
        return moment(datetime.fromisoformat(value))
    return day(_day(value)) if name in {"on", "valid_from", "valid_to"} else str(value)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
