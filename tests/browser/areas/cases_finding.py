"""Pages of cases.finding: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {
    "case_find": ("urban.lead", None),
    "case_papers": ("urban.lead", None),
    "case_hearings": ("urban.lead", None),
}
NO_PAGES: list[str] = ["filter_keep", "filter_drop", "case_typed"]
