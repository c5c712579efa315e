"""Pages of cases.hearing: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.models import Hearing
from tests.factories.cases_hearing import a_page, an_amount


def held(t) -> int:
    """Return a case of which the chair of urban management sits in a hearing."""
    return Hearing.objects.filter(chair=t.of("urban.chair")).order_by("-pk").first().case_id


def signed(t) -> tuple[int, int]:
    """Return a page of its record."""
    hearing = Hearing.objects.filter(chair=t.of("urban.chair")).order_by("-pk").first()
    page = hearing.pages.first() or a_page(hearing, text="听证笔录第一页")
    return hearing.case_id, page.number


PAGES_OF: dict = {
    "hearings_announced": ("", None),
    "hearing_conduct": ("urban.chair", lambda t: [held(t)]),
    "hearing_finish": ("urban.chair", lambda t: [held(t)]),
    "hearing_page": ("urban.chair", lambda t: [signed(t)]),
    "hearing_amounts": ("urban.reviewer", None),
    "hearing_amount_new": ("urban.reviewer", None),
    "hearing_amount": (
        "urban.reviewer",
        lambda t: [an_amount(t.staff.agencies["urban"], from_on="2020-01-01").pk],
    ),
}
NO_PAGES: list[str] = ["hearing_section", "hearing_begin", "hearing_person", "hearing_gone", "hearing_exhibit"]
