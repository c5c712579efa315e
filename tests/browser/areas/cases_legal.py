"""Pages of cases.legal: who looks at each, and at what (see tests/browser/pages.py)."""

from tests.factories.cases_legal import a_major_decision

PAGES_OF: dict = {
    "major_decisions": ("", None),
    "major_decision_new": ("urban.reviewer", None),
    "major_decision_end": (
        "urban.reviewer",
        lambda t: [a_major_decision(t.staff.agencies["urban"]).pk],
    ),
    "reviewers": ("urban.head", None),
    "reviewer_since": ("urban.head", None),
}
NO_PAGES: list[str] = []
