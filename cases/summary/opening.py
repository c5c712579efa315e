"""Open a case on the spot: the case, its party and its run on the published chart S, the officers, the photos."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, officers, signed
from cases.inquiries import write_inquiry
from cases.models import Assignment, Case, Party
from cases.numbering import CLUE, take_number
from cases.papers import take_in
from cases.register_clue import check_party
from cases.summary.facts import Typed
from cases.summary.models import OnSpot
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed
from enforcement.flowcharts.engine.advance import TakingPart
from enforcement.flowcharts.engine.begin import begin
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from enforcement.organisation.secrecy import fingerprint, seal

CHART: Final = "S"


class SecondMissing(Invalid):
    """Refuse one officer alone."""

    sentence = _("Two officers act on the spot: choose the second one.")
    article = "中华人民共和国行政处罚法第四十二条第一款、第五十二条"


class OffenceMissing(Invalid):
    """Refuse a penalty without its offence and provision."""

    sentence = _("Choose the offence, or write it with the provision of the penalty.")
    article = "中华人民共和国行政处罚法第五十一条、第五十二条"


def open_case(typed: Typed, *, by: Actor, at: datetime) -> tuple[Case, list[TakingPart]]:
    """Open the case with its officers at the step of showing the cards.

    Raises:
        NotAllowed: without the duty of handling. SecondMissing, OffenceMissing: on their fields.
        cases.register_clue.CodeWrong, cases.register_clue.FieldNotHere: on their fields.
    """
    agency = Agency.objects.get(pk=typed.agency_id)
    require(by=by, duty="handle", agency=agency)
    if by.person_id is None:
        raise NotAllowed
    if typed.second_id == by.person_id:
        raise SecondMissing(field="second_id")
    cause, breached, penalty = typed.offence()
    if not cause or not penalty:
        raise OffenceMissing(field="benchmark_id")
    check_party(agency, typed.field, typed.party_kind, typed.party_code)
    day = clock.day_of(at)
    case = Case.objects.create(
        agency=agency, clue_number=take_number(agency=agency, kind=CLUE, on=day), field=typed.field,
        source="inspection", title=f"{typed.party_name}{cause}案"[:120], cause=cause, summary=typed.facts,
        place=typed.place, act_on=typed.acted_on or day, clue_on=day, registered_at=at,
        legal_basis="、".join(filter(None, dict.fromkeys((breached, penalty))))[:200],
    )  # fmt: skip
    _party(case, typed)
    case.run = begin(
        agency=agency, code=CHART, series=case.series, by=by, at=at, facts={"publish": False},
        body={"clue_number": case.clue_number, "cause": cause}, verb="case.begin",
    )  # fmt: skip
    case.save(update_fields=["run"])
    OnSpot.objects.create(
        case=case, secret=secrets.token_hex(16), second_id=typed.second_id, defence=typed.defence.strip(),
        defence_reply=typed.defence_reply.strip(), is_signed=bool(typed.signature), refusal=typed.refusal.strip(),
    )  # fmt: skip
    return case, _officers(case, by.person_id, typed.second_id)


def establish(case: Case, typed: Typed, people: list[TakingPart], *, by: Actor, at: datetime, outcome: str) -> None:
    """Leave S01 and S02: cards shown, facts established with the photos; ``outcome`` is within or beyond."""
    own = signed(by, people)
    close_step(case, act="show_cards", by=own, at=at, outcome="shown", people=people, body={"second": typed.second_id})
    write_inquiry(
        case, kind="inspection", summary=typed.facts, place=typed.place, subject=typed.party_name,
        held_on=clock.day_of(at), officer_ids=[p.person_id for p in people], helper_ids=(), credentials_shown=True,
        rights_told=True, by=by, at=at, step="S02",
    )  # fmt: skip
    for photo in typed.photos:
        take_in(case=case, code="SX", title="现场证据", content=photo, by=by, at=at, step="S02")
    body = {"photos": len(typed.photos), "place": typed.place}
    close_step(case, act="confirm_on_spot", by=own, at=at, outcome=outcome, people=people, body=body)


def _party(case: Case, typed: Typed) -> None:
    code = typed.party_code.strip().upper()
    Party.objects.create(
        case=case, kind=typed.party_kind, name=typed.party_name, code_sealed=seal(code),
        code_fingerprint=fingerprint(code), phone_sealed=seal(typed.party_phone),
        address_sealed=seal(typed.party_address), representative=typed.representative,
    )  # fmt: skip


def _officers(case: Case, lead_id: int, second_id: int) -> list[TakingPart]:
    people = officers(case, [lead_id, second_id], on=case.clue_on)
    for role, person in zip(("lead", "co"), people, strict=False):
        Assignment.objects.create(
            case=case, person_id=person.person_id, name=person.name, role=role, credential=person.credential,
            standing=dict(person.standing), from_on=case.clue_on,
        )  # fmt: skip
    return people
