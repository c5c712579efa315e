"""End the investigation (V04): what was found, by at least two supervisors who may act that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.acting import SUPERVISE, leave, lock, needed
from cases.supervision.matters.models import Matter
from cases.supervision.matters.papers import keep_sheet
from cases.supervision.matters.supervisors import together
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal

SAID: Final = {
    "non_performance": "不履行法定职责", "illegal": "违法或者明显不当", "major": "重大问题", "no_problem": "未发现问题",
}  # fmt: skip


class NoMeasure(Refusal):
    """Refuse a finding without any measure of investigation."""

    sentence = _("No measure of investigation is recorded yet.")
    article = "行政执法监督条例第二十二条"
    remedy = _("Record what was done to learn the facts, then say what was found.")


@transaction.atomic(durable=True)
def find_on_matter(
    *, matter_id: int, by: Actor, at: datetime, outcome: str, officer_ids: Iterable[int], text: str, basis: str = ""
) -> Matter:
    """Say what was found; ``basis`` is the law and article that were broken, where something was.

    Raises:
        NoMeasure: as named. cases.supervision.matters.supervisors.SupervisorsUnfit: on its field.
        Invalid: without the law that was broken. cases.supervision.matters.acting.TextMissing: on its field.
    """
    matter = lock(matter_id, "find_on_matter", by=by, at=at, duty=SUPERVISE)
    measures = list(matter.measures.all())
    if not measures:
        raise NoMeasure
    if outcome != Matter.Finding.NO_PROBLEM and not basis.strip():
        raise Invalid(_("Name the law and the article that were broken."), field="basis")
    people = together(matter, officer_ids, on=clock.day_of(at))
    matter.finding, matter.finding_text, matter.finding_basis = outcome, needed(text, "text"), basis.strip()
    matter.save(update_fields=["finding", "finding_text", "finding_basis"])
    signed = "；".join(f"{p.name}（监督证号{p.credential}）" for p in people)
    rows = [("调查措施", f"共{len(measures)}次"), ("调查结论", SAID.get(outcome, outcome)),
            ("事实理由", matter.finding_text), ("依　　据", matter.finding_basis or "——"),
            ("监督人员", signed)]  # fmt: skip
    keep_sheet(matter, "DCB", "监督调查报告", rows, by=by, at=at)
    body = {"finding": matter.finding_text, "basis": matter.finding_basis, "measures": [m.pk for m in measures]}
    leave(
        matter, "find_on_matter", by=by, at=at, outcome=outcome, role=SUPERVISE, body=body, people=people
    )  # fmt: skip
    return matter
