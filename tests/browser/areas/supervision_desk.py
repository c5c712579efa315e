"""Pages of cases.supervision.desk: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {
    "supervision_cases": ("justice.supervisor", None),
    "supervision_comparison": ("justice.supervisor", None),
    "supervision_agency": ("justice.supervisor", lambda town: [town.staff.agencies["urban"].pk]),
}
NO_PAGES: list[str] = []
