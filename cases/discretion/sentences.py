"""What is wrong with a cell of a workbook of benchmarks, in a sentence that says what to do."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from cases.discretion.sheet import Problem

SENTENCES: Final = {
    "no_table": _("This file is no workbook. Download the template, fill it in and save it as .xlsx."),
    "no_column": _("The first line lacks these headings: %(names)s. Take them from the template."),
    "too_many": _("The workbook has more than %(most)s lines. Split it into two."),
    "empty": _("There is no line under the headings."),
    "missing": _("%(heading)s is empty. Fill it in."),
    "choice": _("%(heading)s says “%(said)s”. Write one of: %(among)s."),
    "number": _("%(heading)s says “%(said)s”, which is no number. Write digits only, in yuan or as a multiple."),
    "kind": _("%(heading)s names “%(kind)s”, which is no kind of penalty. Take the words from the sheet of kinds."),
    "not_ours": _("The agency does not enforce in the field “%(said)s”."),
    "order": _("%(heading)s (%(said)s) is below the lower end of the range."),
    "outside": _("%(heading)s (%(said)s) lies outside the range of the law in this line."),
    "differs": _("%(heading)s says “%(said)s” here, but something else in line %(row)s for the same offence."),
    "twice": _("The grade “%(said)s” of this offence stands here a second time; the offence begins in line %(row)s."),
}


def sentence_of(problem: Problem) -> str:
    """Return the sentence of a problem."""
    return gettext(SENTENCES[problem.code]) % problem.more
