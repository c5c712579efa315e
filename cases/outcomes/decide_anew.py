"""Open the case that decides anew after a decision was annulled (行政复议法第六十四条; 行政诉讼法第七十条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, lock, note
from cases.models import Case, Party, Remedy
from cases.numbering import CLUE, take_number
from cases.register_clue import CHART, keep_clue
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import OutOfOrder
from enforcement.flowcharts.engine.begin import begin
from enforcement.organisation.duties.holding import require


class NothingAnew(OutOfOrder):
    """Refuse a new case where none was ordered, or where it is open already."""

    sentence = _("No decision of this case was ordered to be made anew, or the new case is open already.")


@transaction.atomic(durable=True)
def decide_anew(*, case_id: int, by: Actor, at: datetime) -> Case:
    """Open a case with the same party and cause; it says which decision it follows.

    Raises:
        NotAllowed: without the duty of intake. NothingAnew: as named.
    """
    case = lock(case_id, after_archive=True)
    require(by=by, duty="intake", agency=case.agency)
    remedy = ordered(case)
    if remedy is None:
        raise NothingAnew
    day = clock.day_of(at)
    made = Case.objects.create(
        agency=case.agency, clue_number=take_number(agency=case.agency, kind=CLUE, on=day), title=case.title,
        field=case.field, source=Case.Source.ASSIGNED, cause=case.cause, place=case.place, act_on=case.act_on,
        summary=f"{case}的处罚决定被撤销，责令重新作出（{remedy.organ}{remedy.number}）。\n{case.summary}",
        clue_on=day, registered_at=at,
    )  # fmt: skip
    party = Party.objects.get(case=case)
    party.pk, party.case = None, made
    party.save(force_insert=True)
    made.run = begin(
        agency=case.agency, code=CHART, series=made.series, by=by, at=at, facts={"publish": False, "heard": False},
        events={"clue": day}, verb="case.begin", body={"clue_number": made.clue_number, "anew_of": case.pk},
    )  # fmt: skip
    made.save(update_fields=["run"])
    keep_clue(made, by, at)
    close_step(
        case=made, act="register_clue", by=by, at=at, outcome="registered", body={"number": made.clue_number}
    )  # fmt: skip
    remedy.answer = made
    remedy.save(update_fields=["answer"])
    note(case, act="decide_anew", by=by, at=at, body={"remedy": remedy.pk, "case": made.pk})
    return made


def ordered(case: Case) -> Remedy | None:
    """Return the remedy that ordered a decision anew for which no case is open yet."""
    return case.remedies.filter(outcome="anew", answer__isnull=True).first()
