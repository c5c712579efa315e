"""Leave the investigation with its outcome (P05): facts clear, a measure, a recusal, a suspension, or another end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, lock, officers, require_open, signed
from cases.models import Case, Inquiry
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal


class NothingInvestigated(Refusal):
    """Refuse to call the facts clear while the file holds no inquiry."""

    sentence = _(
        "The file holds no record of an inquiry since the case was filed, so the facts cannot be called clear."
    )
    article = "中华人民共和国行政处罚法第四十条、第五十四条"
    remedy = _("Record the interview, inspection or other inquiry first.")


class GroundMissing(Refusal):
    """Refuse to leave the investigation for another way without saying why."""

    sentence = _("Say why: this outcome needs its ground in the file.")


class RecusalAsked(Refusal):
    """Refuse the step of recusal while a request is to be decided beside the investigation."""

    sentence = _("A recusal was asked for already; the head decides on that request, and the investigation goes on.")
    article = "中华人民共和国行政处罚法第四十三条第三款"
    remedy = _("Wait for the decision; it stands among what is to be done on the page of the case.")


@transaction.atomic(durable=True)
def investigate(
    *, case_id: int, by: Actor, at: datetime, outcome: str, officer_ids: Iterable[int], ground: str = ""
) -> Case:
    """Close the investigation or leave it for a measure, a recusal, a suspension, a transfer or a withdrawal.

    ``outcome`` is clear, preserve, seize, recusal, suspend, withdraw, crime or transfer; all but clear need a ground.

    Raises:
        NothingInvestigated: for ``clear`` without a usable inquiry. GroundMissing: for the others without a ground.
        RecusalAsked: for ``recusal``, as named.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    case = lock(case_id)
    step = require_open(case, "investigate")
    if outcome == "clear" and not _has_inquiry(case):
        raise NothingInvestigated
    if outcome != "clear" and not ground.strip():
        raise GroundMissing(field="ground")
    if outcome == "recusal" and case.recusals.filter(decided_on__isnull=True).exists():
        raise RecusalAsked(field="outcome")
    day = clock.day_of(at)
    people = officers(case, officer_ids, on=day)
    close_step(
        case, act="investigate", by=signed(by, people), at=at, outcome=outcome, people=people,
        body={"ground": ground, "since": clock.day_of(step.entered_at)},
    )  # fmt: skip
    return case


def _has_inquiry(case: Case) -> bool:
    """Return whether a usable inquiry beyond the check before filing is in the file."""
    return Inquiry.objects.filter(case=case, usable=True).exclude(kind=Inquiry.Kind.CHECK).exists()
