"""Results of the demo: written by an officer, checked by the head; one waits, one was withdrawn, two permits."""

from __future__ import annotations

from datetime import timedelta

from cases.demo.life import Office
from cases.models import Inspection
from cases.publicity.results.draft_result import draft_inspection_result, draft_permit_result
from cases.publicity.results.publish_result import publish_result, withdraw_result
from enforcement import clock

KEY = "urban"
PERMITS = (("organisation", "示例市政工程有限公司", "城市道路临时占用许可"), ("person", "欧阳示例", "户外广告设置许可"))


def lay(office: Office) -> None:
    """Lay them through the acts; the inspections come from the demo of evidence."""
    writer, head = office.by(KEY, "lead"), office.by(KEY, "head")
    agency = office.staff.agencies[KEY]
    held = list(Inspection.objects.filter(agency=agency).order_by("held_on"))
    made = [
        draft_inspection_result(
            inspection_id=one.pk, by=writer, at=office.ago(1), object_kind="business", matter=one.matter,
            result=one.found,
        )
        for one in held[:-1]
    ]  # fmt: skip
    for number, (kind, name, matter) in enumerate(PERMITS, start=1):
        day = clock.day_of(office.at) - timedelta(days=3)
        made.append(draft_permit_result(
            agency_id=agency.pk, by=writer, at=office.ago(1), number=f"{agency.sign}许〔{day.year}〕{number}号",
            object_name=name, object_kind=kind, matter=matter, result="准予许可", done_on=day,
        ))  # fmt: skip
    for one in made[1:]:
        publish_result(result_id=one.pk, by=head, at=office.at, secrecy_checked=True)
    if len(made) > len(PERMITS) + 1:
        withdraw_result(result_id=made[1].pk, by=head, at=office.at, reason="检查结果经复核有误，将重新作出")
