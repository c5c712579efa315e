"""Pages of cases.outcomes: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {"remedy_list": ("transport.lead", None)}
NO_PAGES: list[str] = ["case_package"]
