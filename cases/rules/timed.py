"""What a term has come to: nothing yet, a notice, yellow or red, as the thresholds of its rule say."""

from __future__ import annotations

from datetime import date

from cases.rules.file import CaseFile
from cases.rules.thresholds import Colour, Points, Term


def lit(file: CaseFile, rule: str, term: Term, done_on: date | None) -> tuple[Colour, date] | None:
    """Return the colour of a term and the day on which it came on; None while there is time, or if it was kept.

    ``done_on`` is the day on which what the term is about was done, None while it is not.
    """
    if done_on is not None and done_on <= term.due_on:
        return None
    points = file.legal.points.get(rule, Points())
    return points.colour(term, done_on or file.today, file.calendar)


def late(term: Term, file: CaseFile, done_on: date | None) -> bool:
    """Return whether the term is over, or was when the thing was done."""
    return (done_on or file.today) > term.due_on
