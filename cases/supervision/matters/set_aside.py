"""What a decision on supervision makes of a case's decision: it stands no longer, and leaves the public."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cases.acting import note
from cases.models import Case, Decision, Remedy
from cases.supervision.matters.grounds import SAID, SET_ASIDE
from cases.supervision.matters.models import Letter, Matter
from cases.supervision.matters.supervisors import government_of
from enforcement.actor import Actor
from enforcement.flowcharts.models import Run

ACT: Final = "set_aside"


def set_aside(matter: Matter, letter: Letter, *, by: Actor, at: datetime) -> Remedy | None:
    """Enter that a case's decision was annulled or found illegal or invalid, in the transaction of the decision.

    It stands with the remedies of the case, so that the rules know of it: out of the public within three working days
    (R24), no additional fine, no application to the court. Nothing happens where no decision of a case is concerned.
    """
    outcome, case = SET_ASIDE.get(letter.measure), matter.case
    if outcome is None or case is None or not Decision.objects.filter(case=case).exists():
        return None
    government = government_of(matter.agency) or matter.body
    day = letter.issued_on
    made = Remedy.objects.create(
        case=case, kind=Remedy.Kind.SUPERVISION, organ=government.name, number=letter.number, filed_on=day,
        accepted_on=day, outcome=outcome, outcome_on=day, served_on=day, note=SAID[letter.measure],
    )  # fmt: skip
    if case.origin == Case.Origin.HERE and case.run_id is not None:
        case.run = Run.objects.select_for_update().get(pk=case.run_id)
        body = {"matter": matter.pk, "letter": letter.number, "outcome": outcome, "remedy": made.pk}
        note(case, act=ACT, by=by, at=at, body=body)
    return made
