"""Pages of cases.evidence: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {
    "case_evidence": ("urban.lead", lambda t: [t.waiting["review"].pk]),
}
NO_PAGES: list[str] = ["case_evidence_file", "case_evidence_picture"]
