"""Take a measure of investigation (beside V04): at least two certified supervisors (行政执法监督条例第二十二条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day
from cases.documents.layout import chinese_day
from cases.numbering import take_number
from cases.supervision.matters.acting import SUPERVISE, lock, needed, note, open_step
from cases.supervision.matters.models import Measure
from cases.supervision.matters.papers import keep_file, keep_letter, keep_sheet
from cases.supervision.matters.supervisors import together
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid

PAPERS: Final[dict[str, tuple[str, str]]] = {
    "self": ("ZC", "自查说明记录"), "inspection": ("JC", "监督检查记录"), "interview": ("FT", "访谈记录"),
    "undercover": ("AF", "暗访记录"), "forum": ("ZT", "座谈听证记录"), "documents": ("DYJ", "调阅复制记录"),
    "talk": ("YT", "约谈记录"),
}  # fmt: skip
"""The paper of each kind of measure: its code and title."""


@transaction.atomic(durable=True)
def take_measure(
    *, matter_id: int, by: Actor, at: datetime, kind: str, officer_ids: Iterable[int], subject: str, text: str,
    place: str = "", held_on: date | None = None, file: bytes = b"",
) -> Measure:  # fmt: skip
    """Record a measure with those who took it, each with the certificate of that day; it leaves no step.

    Raises:
        cases.supervision.matters.supervisors.SupervisorsUnfit: for fewer than two, without a certificate that day, of
        the supervised organ, or recused. TextMissing, cases.papers.FileNotTaken: on their fields.
    """
    matter = lock(matter_id, "find_on_matter", by=by, at=at, duty=SUPERVISE)
    if kind not in PAPERS:
        raise Invalid(_("Choose the kind of measure."), field="kind")
    step = open_step(matter)
    began = clock.day_of(step.entered_at) if step else matter.opened_on
    day = checked_day(held_on, at=at, field="held_on", not_before=began)
    people = together(matter, officer_ids, on=day)
    officers = [{"person": p.person_id, "name": p.name, "certificate": p.credential} for p in people]
    made = Measure.objects.create(
        matter=matter, kind=kind, held_on=day, place=place.strip(), subject=needed(subject, "subject"),
        text=needed(text, "text"), officers=officers,
    )  # fmt: skip
    signed = "；".join(f"{p.name}（监督证号{p.credential}）" for p in people)
    rows = [("日　　期", chinese_day(day)), ("地　　点", made.place or "——"), ("对　　象", made.subject),
            ("内　　容", made.text), ("监督人员", signed)]  # fmt: skip
    if kind == Measure.Kind.DOCUMENTS:
        _call_in(made, by=by, at=at)
    code, title = PAPERS[kind]
    keep_sheet(matter, code, title, rows, by=by, at=at)
    if file:
        keep_file(matter, f"{code}F", f"{title}附件", file, by=by, at=at)
    body = {"measure": made.pk, "kind": kind, "held_on": day, "officers": officers}
    note(matter, act="take_measure", by=by, at=at, body=body)
    return made


def _call_in(measure: Measure, *, by: Actor, at: datetime) -> None:
    """Write the notice by which files are called in (第二十二条)."""
    matter, names = measure.matter, "、".join(officer["name"] for officer in measure.officers)
    number = take_number(agency=matter.body, kind="监调", on=clock.day_of(at))
    paragraphs = [f"因办理监督事项（{matter.number}），根据《行政执法监督条例》第二十二条，现调阅下列材料：",
                  measure.subject, f"请予配合。监督人员：{names}，已出示行政执法监督证。"]  # fmt: skip
    keep_letter(matter, "DY", "行政执法监督调阅通知书", number, paragraphs, signed=matter.body, on=measure.held_on,
                addressee=matter.agency.name, by=by, at=at)  # fmt: skip
