"""Pages of enforcement.flowcharts.exceptions: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {"chart_rules": ("", None)}
NO_PAGES: list[str] = []
