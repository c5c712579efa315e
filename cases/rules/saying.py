"""Findings as sentences that can be said again in another language, on another day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from cases.rules.file import Officer, Person
from cases.rules.registry import Finding, Severity
from enforcement.web.times import say_day

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TRANSLATED = "~"
"""A parameter that begins so is itself a text to translate."""


def say(message: str, params: Mapping[str, str]) -> str:
    """Return a sentence in the reader's language: days in words, parameters that are texts translated."""
    words = {name: _word(value) for name, value in params.items()}
    return gettext(message) % words if words else gettext(message)


def _word(value: str) -> str:
    if ISO_DAY.fullmatch(value):
        return say_day(date.fromisoformat(value))
    return gettext(value[1:]) if value.startswith(TRANSLATED) else value


def plain(value: object) -> str:
    """Return a parameter as it is kept: a day as ISO, an amount without needless digits."""
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def finding(
    rule: str,
    message: str,
    *,
    article: str,
    severity: Severity = "red",
    blocks: bool = False,
    day: date | None = None,
    key: str = "",
    step: str = "",
    remedy: str = "",
    **params: object,
) -> Finding:
    """Return a finding whose message and remedy are marked texts; the rest are parameters of the sentence."""
    kept = {name: plain(value) for name, value in params.items()}
    return Finding(
        rule=rule, severity=severity, blocks=blocks, sentence=say(message, kept), on=day, article=article,
        remedy=say(remedy, kept) if remedy else "", key=key, step=step, message=message,
        params=tuple(sorted(kept.items())), advice=remedy,
    )  # fmt: skip


def key_of(who: Officer | Person) -> str:
    """Return what tells a person from another in a key."""
    return str(who.person_id) if who.person_id is not None else who.name


def same(a: Officer | Person | None, b: Officer | Person | None) -> bool:
    """Return whether two named persons are one: by id, by name where one has none."""
    if a is None or b is None:
        return False
    if a.person_id is not None and b.person_id is not None:
        return a.person_id == b.person_id
    return bool(a.name) and a.name == b.name


def joined(names: list[str]) -> str:
    """Return names in a row."""
    return "、".join(names) if names else "—"
