"""No double track: what a reconsideration organ or a court looks at is not supervised too (条例第三十三条第三款)."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.models import Case, Remedy
from cases.supervision.matters.grounds import SET_ASIDE
from cases.supervision.matters.parameters import JUDGED
from enforcement.errors import Refusal
from enforcement.organisation.parameters import value

TRACKS: Final = (Remedy.Kind.RECONSIDERATION, Remedy.Kind.LITIGATION)


class DoubleTrack(Refusal):
    """Refuse a matter that is before a reconsideration organ or a court."""

    sentence = _("This is already under reconsideration or before a court; it is not supervised a second time.")
    article = "行政执法监督条例第三十三条第三款"
    remedy = _("Wait for the outcome, or send what you know to the organ that decides.")


class JudgedAlready(Refusal):
    """Refuse to supervise, or to set aside, what was decided in a remedy."""

    sentence = _("A reconsideration or a judgment has decided on this case; supervision does not overrule it.")
    article = "行政执法监督条例第三十三条第三款；中华人民共和国行政诉讼法第九十四条"
    remedy = _("Send what you know to the court or the procuratorate: they alone may reopen a judgment.")


def refuse_double_track(case: Case | None, *, on: date, measure: str = "") -> None:
    """Refuse an act of supervision on a case while a remedy runs, asked at each act that weighs the decision.

    A finished reconsideration or judgment bars it only where the setting says so; a decision that a court upheld is
    set aside by no ``measure``.

    Raises:
        DoubleTrack, JudgedAlready: as named.
    """
    if case is None:
        return
    rows = list(case.remedies.filter(kind__in=TRACKS, refused_on__isnull=True))
    if any(row.outcome == "" for row in rows):
        raise DoubleTrack
    judged = [row for row in rows if row.outcome != "withdrawn"]
    upheld = any(row.kind == Remedy.Kind.LITIGATION and row.outcome == "upheld" for row in judged)
    if (upheld and measure in SET_ASIDE) or (judged and value(JUDGED, agency=case.agency, on=on)):
        raise JudgedAlready
