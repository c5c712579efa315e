"""A ground chosen from a list of the rules, as the history keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from certification.lifecycle.grounds import Ground
from enforcement.errors import Invalid
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

LONGEST: Final = 300


def allowed(grounds: Mapping[str, Ground], setting: str, *, agency: Agency, on: date) -> dict[str, Ground]:
    """Return the grounds of a list that the setting lets apply for an agency on a day."""
    codes = value(setting, agency=agency, on=on)
    return {code: ground for code, ground in grounds.items() if code in codes}


def demand(code: str, offered: Mapping[str, Ground]) -> Ground:
    """Return the ground of a code.

    Raises:
        Invalid: for one that does not apply here, on the field ``code``.
    """
    if code not in offered:
        raise Invalid(_("Choose one of the grounds listed."), field="code")
    return offered[code]


def in_words(ground: Ground, words: str) -> str:
    """Return the ground with what happened, as long as the history keeps it."""
    return "：".join(filter(None, (ground.title_zh, words.strip())))[:LONGEST]
