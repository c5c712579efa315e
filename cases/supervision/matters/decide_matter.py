"""Decide on supervision (V10): the people's government alone does (行政执法监督条例第二十九条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.documents.layout import chinese_day
from cases.supervision.matters.acting import GOVERN, leave, lock, set_due
from cases.supervision.matters.double_track import refuse_double_track
from cases.supervision.matters.grounds import SAID, fits, ground_zh
from cases.supervision.matters.issue_letter import demand, make_letter
from cases.supervision.matters.models import Letter
from cases.supervision.matters.papers import keep_letter
from cases.supervision.matters.propose_decision import refuse_proposer
from cases.supervision.matters.set_aside import set_aside
from cases.supervision.matters.supervisors import government_of
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound


class GroundUnfit(Invalid):
    """Refuse a ground that does not carry what is decided."""

    sentence = _("This ground does not carry this kind of decision.")
    article = "山东省行政执法监督条例第二十九条至第三十四条"
    remedy = _("Choose a ground of the kind, or another ground and write it into the text.")


@transaction.atomic(durable=True)
def decide_matter(
    *, matter_id: int, by: Actor, at: datetime, measure: str, ground: str, text: str, demands: str, basis: str = "",
    due_on: date | None = None,
) -> Letter:  # fmt: skip
    """Decide for the government; the organ reports on the execution within the term (in Shandong thirty days).

    A decision of a case that is annulled or found illegal or invalid no longer stands: see :func:`set_aside`.

    Raises:
        NotAllowed: for anybody but the government. GroundUnfit: on its field.
        cases.supervision.matters.propose_decision.OwnProposal: for the one who proposed it.
        cases.supervision.matters.double_track.DoubleTrack, JudgedAlready: as named.
        cases.supervision.matters.kinds.NotInForce, TextMissing, Invalid: as for a letter.
    """
    matter = lock(matter_id, "decide_matter", by=by, at=at, duty=GOVERN)
    government = government_of(matter.agency)
    if government is None:
        raise NotFound
    if measure not in SAID or not fits(measure, ground):
        raise GroundUnfit(field="ground")
    refuse_proposer(matter, by)
    refuse_double_track(matter.case, on=clock.day_of(at), measure=measure)
    letter, sort = make_letter(
        matter, "decision", signed=government, text=text, basis=basis or matter.finding_basis, due_on=due_on, by=by,
        at=at, measure=measure, ground=ground,
    )  # fmt: skip
    asked = demand(letter, demands.splitlines())
    why = ground_zh(measure, ground)
    subject = f"你单位的行政执法行为（{matter.case}）" if matter.case else "你单位的相关行政执法行为"
    paragraphs = ["一、查明的事实", *matter.finding_text.splitlines(), "二、理由和依据",
                  *([f"{subject}{why}。"] if why else []), *letter.text.splitlines(), letter.basis, "三、决定",
                  f"本机关决定：{SAID[measure]}。", *asked,
                  f"请于{chinese_day(letter.due_on)}前执行，并将执行情况书面报告。"]  # fmt: skip
    keep_letter(matter, sort.paper, sort.title_zh, letter.number, paragraphs, signed=government, on=letter.issued_on,
                addressee=matter.agency.name, by=by, at=at, letter=letter)  # fmt: skip
    set_aside(matter, letter, by=by, at=at)
    body = {"letter": letter.number, "measure": measure, "ground": ground, "due_on": letter.due_on, "demands": asked}
    leave(matter, "decide_matter", by=by, at=at, outcome="decided", role=GOVERN, body=body)
    set_due(matter, letter.due_on)
    return letter
