"""What is wrong with a cell, in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

SENTENCES: Final = {
    "no_table": _("This file is no workbook. Download the template, fill it in and save it as .xlsx."),
    "no_column": _("The first line lacks these headings: %(names)s. Take them from the template."),
    "too_many": _("The workbook has more than %(most)s lines. Split it into two."),
    "empty": _("There is no line under the headings."),
    "missing": _("%(heading)s is empty. Fill it in."),
    "long": _("%(heading)s is longer than %(most)s characters. Shorten it."),
    "choice": _("%(heading)s says “%(said)s”. Write one of: %(among)s."),
    "chart": _("%(heading)s says “%(said)s”; no published flowchart has this code. There are: %(among)s."),
    "days": _("%(heading)s says “%(said)s”, which is no number of days. Write digits only."),
    "date": _("%(heading)s says “%(said)s”, which is no day. Write it as 2026-01-05."),
    "order": _("%(heading)s is earlier than %(before)s."),
    "private": _("%(heading)s holds an identity number. Take it out: the list is public."),
    "twice": _("The code “%(said)s” stands already: %(row)s. Each row has a code of its own."),
}


def sentence_of(code: str, more: Mapping[str, Any]) -> str:
    """Return the sentence of a mistake."""
    return gettext(SENTENCES[code]) % more
