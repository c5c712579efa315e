"""Name hearing officers and a translator beside chair and recorder (行政处罚法第六十四条第四项; 听证办法第十条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import hold_rules, lock, note, require_open
from cases.designate_chair import ACT, UNTIL_HELD, OnePersonTwoRoles
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hearings import hearing_of
from cases.models import Hearing, HearingSeat
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Person

MOST = 2


class TooManyOfficers(Invalid):
    """Refuse more hearing officers than two."""

    sentence = _("At most two hearing officers sit beside the chair.")
    article = "市场监督管理行政处罚听证办法第十条"


@transaction.atomic(durable=True)
def name_panel(
    *, case_id: int, by: Actor, at: datetime, officer_ids: Iterable[int] = (), translator: str = ""
) -> Hearing:
    """Set who sits beside the chair from today on; those who are named no more leave.

    Raises:
        NotAllowed: without the duty of head. TooManyOfficers, cases.designate_chair.OnePersonTwoRoles.
        cases.rules.registry.RuleBroken: R14, for somebody who took part in the investigation.
    """
    case = lock(case_id)
    step = require_open(case, *UNTIL_HELD)
    require(by=by, duty="decide", agency=case.agency)
    hearing, day = hearing_of(case), clock.day_of(at)
    wanted = list(dict.fromkeys(officer_ids))
    if len(wanted) > MOST:
        raise TooManyOfficers(field="officer_ids")
    if {hearing.chair_id, hearing.recorder_id} & set(wanted):
        raise OnePersonTwoRoles(field="officer_ids")
    people = Person.objects.in_bulk(wanted)
    hearing.seats.filter(to_on=None).update(to_on=day)
    seats = [HearingSeat(hearing=hearing, person=people[pk], name=people[pk].name, role="officer", from_on=day)
             for pk in wanted if pk in people]  # fmt: skip
    if translator.strip():
        seats.append(HearingSeat(hearing=hearing, name=translator.strip(), role="translator", from_on=day))
    HearingSeat.objects.bulk_create(seats)
    names = "、".join(s.name for s in seats if s.role == "officer") or "无"
    rows = [("听证员", names), ("翻　　译", translator.strip() or "无"), ("指定日期", chinese_day(day))]
    keep_sheet(case=case, code="ZP", title="听证员（翻译）指定书", by=by, at=at, step=step.node.code, rows=rows)
    hold_rules(case, ACT, at)
    note(case, act="name_panel", by=by, at=at, body={"officers": wanted, "names": names, "translator": translator})
    return hearing
