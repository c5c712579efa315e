"""Ask that somebody stay out of a case (行政处罚法第四十三条): the party, the officer, or the head by order."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.evidence.when import lock_for
from cases.models import Recusal
from cases.people import recused_ids
from cases.staffing.routes import route_of
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.models import Person

ORIGINS = {"party": "当事人申请", "officer": "自行申请", "ordered": "负责人责令"}


class GroundOfRecusalMissing(Invalid):
    """Refuse a request without its ground."""

    sentence = _("Say what connects this person with the case so that it may not be handled fairly.")
    article = "中华人民共和国行政处罚法第四十三条"


class OnlyOneself(Invalid):
    """Refuse to ask in the name of another officer."""

    sentence = _("An officer asks for the own recusal: choose yourself, or record the party's request.")


class RecusalKnown(Invalid):
    """Refuse a second question about the same person."""

    sentence = _("This person is recused already, or a request about this person waits for its decision.")


@transaction.atomic(durable=True)
def request_recusal(
    *, case_id: int, by: Actor, at: datetime, person_id: int, origin: str, ground: str, asked_on: date | None = None
) -> Recusal:
    """Enter the request and who decides on it; the investigation goes on meanwhile.

    ``origin`` is party, officer or ordered (by the head, who decides with the next act).

    Raises:
        NotAllowed: without the duty of handling, for an order without that of the head.
        GroundOfRecusalMissing, OnlyOneself, RecusalKnown: on their fields.
    """
    case, step = lock_for(case_id, by, "decide" if origin == Recusal.Origin.ORDERED else "handle")
    day = checked_day(asked_on, at=at, field="asked_on", not_before=case.clue_on)
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None or (origin == Recusal.Origin.OFFICER and person_id != by.person_id):
        raise OnlyOneself(field="person_id")
    if not ground.strip():
        raise GroundOfRecusalMissing(field="ground")
    if person_id in recused_ids(case) or case.recusals.filter(person=person, decided_on__isnull=True).exists():
        raise RecusalKnown(field="person_id")
    made = Recusal.objects.create(
        case=case, person=person, name=person.name, origin=origin, ground=ground[:300], asked_on=day,
        route=route_of(person, case.agency, day),
    )  # fmt: skip
    keep_sheet(
        case=case, code="HB0", by=by, at=at, step=step.node.code,
        rows=[
            ("被申请人", person.name), ("提出方式", ORIGINS[origin]), ("申请日期", chinese_day(day)),
            ("理　　由", ground),
        ],
    )  # fmt: skip
    note(
        case, act="request_recusal", by=by, at=at,
        body={"recusal": made.pk, "person": person_id, "name": person.name, "origin": origin, "route": made.route,
              "ground": ground},
    )  # fmt: skip
    return made
