"""Pages of cases.yearly: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {}
NO_PAGES: list[str] = []
