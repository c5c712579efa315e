"""Pages of certification's scan: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {"scan": ("", None), "verifiers": ("", None)}
# Files, and the page of a phone, which needs a scanned address (looked at in test_checks.py).
NO_PAGES: list[str] = ["scan_phone", "scan_manifest", "scan_worker", "verifiers_download"]
