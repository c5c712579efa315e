"""Pages of cases.staffing: who looks at each, and at what (see tests/browser/pages.py)."""

from cases.models import Clue
from enforcement.organisation.secrecy import seal


def with_reporter(town):
    """Return the address of a case that somebody reported."""
    case = town.waiting["review"]
    Clue.objects.filter(case=case).update(reporter_sealed=seal("示例举报人"))
    return [case.pk]


PAGES_OF: dict = {"case_reporter": ("urban.lead", with_reporter)}
NO_PAGES: list[str] = []
