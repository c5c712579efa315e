"""Evidence, measures and inspections of the demo, so that their pages have something to show."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

from PIL import Image, ImageDraw

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.evidence.add_evidence import add_evidence
from cases.evidence.add_photo import Place, add_photo
from cases.evidence.hand_on import hand_on
from cases.evidence.inspections.register_inspection import register_inspection
from cases.models import Case
from enforcement import clock

AGENCY = "urban"
SHOPS = ("乐陵市示例一超市", "乐陵市示例二饭店", "乐陵市示例三建材店")


def lay(staff: Staff) -> None:
    """List evidence of every case that is being investigated, and a few inspections of the year."""
    office = Office(staff, clock.now())
    agency = staff.agencies[AGENCY]
    rows = Case.objects.filter(
        agency=agency, run__records__left_at__isnull=True, run__records__node__act__in=("investigate", "review")
    )
    for case in rows.distinct()[:3]:
        list_evidence(office, case)
    day = clock.day_of(office.at)
    for number, shop in enumerate((*SHOPS, SHOPS[0])):
        held = day - timedelta(days=30 * number + 5)
        register_inspection(
            agency_id=agency.pk, by=office.by(AGENCY, "lead"), at=office.at, field=agency.fields[0], enterprise=shop,
            occasion="plan" if number else "complaint", matter="市容和环境卫生责任制落实情况", held_on=held,
            approver_id=staff.of(AGENCY, "head").pk, approved_on=held, notice_given=True, scanned=number != 1,
            officer_ids=[staff.of(AGENCY, place).pk for place in ("lead", "co")], found="未发现问题。",
        )  # fmt: skip


def list_evidence(office: Office, case: Case) -> None:
    """List two photos, a copy and a thing that was handed on."""
    by, at = office.by(AGENCY, "lead"), office.at
    for number, words in enumerate(("现场全貌", "占道物品近景")):
        add_photo(
            case_id=case.pk, by=by, at=at, file=_picture(case.pk * 10 + number), name=words,
            device_at=at - timedelta(minutes=4 - number), place=Place(Decimal("37.73012"), Decimal("117.23005"), 9),
        )  # fmt: skip
    add_evidence(
        case_id=case.pk, by=by, at=at, kind="document", name="营业执照复印件", source="当事人",
        obtained_how="当事人提供", is_copy=True, original_kept_by="当事人", copy_checked_by="当事人负责人",
        proves="当事人主体资格",
    )  # fmt: skip
    thing = add_evidence(
        case_id=case.pk, by=by, at=at, kind="thing", name="沙土样品一袋", source="现场", obtained_how="现场提取",
        proves="占道堆放的物料",
    )  # fmt: skip
    hand_on(
        case_id=case.pk, by=by, at=at, evidence_id=thing.pk, kind="handed", to_name="物证室保管员",
        place="局机关物证室", seal_number="封2026-018",
    )  # fmt: skip


def _picture(seed: int) -> bytes:
    """Draw a plain picture that stands for a photo: it shows nobody and no real place."""
    image = Image.new("RGB", (800, 600), (150 + seed % 60, 190, 205))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 380, 800, 600), fill=(120, 122, 125))
    pen.polygon([(180, 430), (330 + seed % 90, 250), (560, 430)], fill=(214, 188, 128))
    pen.rectangle((600, 180, 760, 380), fill=(176, 92, 70))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
