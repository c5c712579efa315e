"""What is wrong with a cell of a score sheet, in a sentence that says what to do."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from cases.supervision.file_review.sheets.columns import Problem

SENTENCES: Final = {
    "no_table": _("This file is no workbook. Download the template, fill it in and save it as .xlsx."),
    "no_column": _("The first line lacks these headings: %(names)s. Take them from the template."),
    "too_many": _("The workbook has more than %(most)s lines. A score sheet is shorter."),
    "empty": _("There is no line under the headings."),
    "missing": _("%(heading)s is empty. Fill it in."),
    "long": _("%(heading)s has more than %(most)s characters. Shorten it."),
    "choice": _("%(heading)s says “%(said)s”. Write one of: %(among)s."),
    "number": _("%(heading)s says “%(said)s”. Write a number from 0 to 100 with one decimal place at most."),
    "rule": _("%(heading)s names “%(rule)s”, which is no rule of the system. The rules are R01 to R37 and later ones."),
    "twice": _("%(heading)s “%(said)s” stands in line %(row)s already. Give each item its own."),
    "fatal_points": _(
        "This item fails the whole file, so it has no points. Empty %(heading)s, or let the item not fail the file."
    ),
    "no_points": _("%(heading)s is empty and the item does not fail the file. Write its points."),
    "over": _("%(heading)s (%(said)s) takes off more than the item has (%(points)s)."),
    "total": _("The points add up to %(total)s. They must add up to 100."),
}


def sentence_of(problem: Problem) -> str:
    """Return the sentence of a problem."""
    return gettext(SENTENCES[problem.code]) % problem.more
