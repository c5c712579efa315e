"""Pages of cases.hearing: who looks at each, and at what (see tests/browser/pages.py)."""

from tests.factories.cases_hearing import an_amount

PAGES_OF: dict = {
    "hearing_amounts": ("urban.reviewer", None),
    "hearing_amount_new": ("urban.reviewer", None),
    "hearing_amount": ("urban.reviewer", lambda t: [an_amount(t.staff.agencies["urban"], from_on="2020-01-01").pk]),
}
NO_PAGES: list[str] = []
