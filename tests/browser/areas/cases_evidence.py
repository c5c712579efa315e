"""Pages of cases.evidence: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.demo.life import Office
from cases.evidence.demo import list_evidence
from enforcement import clock


def with_evidence(town):
    """Return the address of a case that has photos, a copy and a thing, listed on the first look."""
    case = town.waiting["review"]
    if not case.evidence.exists():
        list_evidence(Office(town.staff, clock.now()), case)
    return [case.pk]


PAGES_OF: dict = {
    "inspection_list": ("urban.lead", None),
    "inspection_new": ("urban.lead", None),
    "case_photos": ("urban.lead", with_evidence),
    "case_evidence": ("urban.lead", with_evidence),
}
NO_PAGES: list[str] = ["case_evidence_file", "case_evidence_picture", "case_photo_send"]
