"""Pages of cases.collective: who looks at each, and at what (see tests/browser/pages.py)."""

from tests.factories.cases_collective import a_meeting

PAGES_OF: dict = {
    "meetings": ("urban.deputy1", None),
    "meeting_new": ("urban.deputy1", None),
    "meeting": ("urban.deputy1", lambda t: [a_meeting(t.staff.agencies["urban"]).pk]),
}
NO_PAGES: list[str] = []
