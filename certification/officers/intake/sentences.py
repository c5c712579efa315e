"""How problems of a list are said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: Final[dict[str, str | Promise]] = {
    "file": gettext_lazy("this is neither a workbook (.xlsx) nor a table of text (.csv) that can be read"),
    "headings": gettext_lazy("the first line lacks the headings %(headings)s: start from the template"),
    "empty": gettext_lazy("there is nobody below the headings"),
    "rows": gettext_lazy("a list has at most %(count)d lines"),
    "missing": gettext_lazy("this cell is empty"),
    "name": gettext_lazy("the name has a sign that no name has"),
    "compatibility": gettext_lazy("the name has a compatibility form of a usual character: write the usual one"),
    "glyph": gettext_lazy("no typeface has a character of this name (缺字，需造字): ask the system administrator"),
    "id_number": gettext_lazy("this is not a valid identification number (GB 11643)"),
    "number_cell": gettext_lazy("the number is stored as a figure, so its end is lost: format the column as text"),
    "sex": gettext_lazy("write one of the two words of the template"),
    "establishment": gettext_lazy("this establishment is not one of the template's"),
    "enforcement": gettext_lazy("write one of the two words of the template, for yes or no"),
    "fields": gettext_lazy("no field of enforcement is called “%(given)s”"),
    "day": gettext_lazy("this is not a day; write it like 2026-01-31"),
    "long": gettext_lazy("longer than %(count)d characters"),
    "twice": gettext_lazy("this person is in line %(row)d already"),
    "number_twice": gettext_lazy("this number is in line %(row)d already"),
    "agency": gettext_lazy("no agency of yours has this name or code"),
    "agency_twice": gettext_lazy("several agencies have this name: write the unified social credit code"),
    "other_name": gettext_lazy("this identification number belongs to somebody of another name"),
    "serves_elsewhere": gettext_lazy("this person serves in %(agency)s today: transfer the person first"),
    "taken": gettext_lazy("this number belongs to somebody else"),
    "rest": gettext_lazy("and %(count)d more"),
}


def sentence_of(problem: Mapping[str, Any]) -> str:
    """Return the sentence of a problem in a report, in the reader's language."""
    more = dict(problem["more"])
    if "headings" in more:
        more["headings"] = _(", ").join(more["headings"])
    return str(SENTENCES[problem["code"]]) % more
