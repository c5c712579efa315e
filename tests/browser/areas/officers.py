"""Pages of certification's officers: who looks at each, and at what (see tests/browser/pages.py)."""

from certification.models import Certificate, Correction, LegalQualification, Movement
from certification.officers.import_officers import import_officers
from certification.officers.intake.reading import read
from enforcement import clock
from enforcement.actor import SYSTEM


def _left(_town) -> list[int]:
    return [Movement.objects.filter(kind="leave").first().person_id]


def _intake(town) -> int:
    sheet = read("姓名,身份证号,单位,职务,编制\n甲,1,无,科员,行政编制\n".encode())
    county = town.staff.agencies["county"]
    row = import_officers(
        agency_id=county.pk, by=SYSTEM, at=clock.now(), sheet=sheet, file_name="名单.csv", sha256="0", dry_run=True
    )
    return row.pk


PAGES_OF = {
    "officer_record_list": ("justice.examiner", None),
    "officer_counts": ("justice.supervisor", None),
    "officer_new": ("agriculture.clerk", None),
    "officer_reorganise": ("justice.examiner", None),
    "officer_intakes": ("justice.examiner", None),
    "officer_intake": ("justice.examiner", lambda t: [_intake(t)]),
    "officer_corrections": ("urban.clerk", None),
    "officer_correction": ("urban.clerk", lambda t: [Correction.objects.filter(state="open").first().pk]),
    "officer_record": ("justice.examiner", lambda t: [t.of("transport.lead").pk, t.of("urban.chair").pk, *_left(t)]),
    "officer_photo_keep": ("agriculture.clerk", lambda t: [t.of("agriculture.co").pk]),
    "officer_leave": ("agriculture.clerk", lambda t: [t.of("agriculture.co").pk]),
    "officer_transfer": ("justice.examiner", lambda t: [t.of("agriculture.co").pk]),
    "officer_act": (
        "justice.examiner",
        lambda t: [(t.of("transport.lead").pk, code) for code in ("amend", "qualification", "certificate")],
    ),
    "officer_qualification_withdraw": (
        "justice.examiner", lambda t: [(row.person_id, row.pk) for row in LegalQualification.objects.all()[:1]],
    ),
    "officer_certificate_withdraw": (
        "province_justice.issuer", lambda t: [(row.person_id, row.pk) for row in Certificate.objects.all()[:1]],
    ),
    "officer_public": ("", lambda t: [t.credential.number]),
    "officer_own": ("urban.lead", None),
    "officer_own_wrong": ("urban.lead", None),
}  # fmt: skip
NO_PAGES: list[str] = [
    "officer_record_photo",
    "officer_own_photo",
    "officer_photo_accept",
    "officer_export",
    "officer_intake_template",
    "officer_intake_go",
    "officer_open_csv",
    "officer_open_json",
]
