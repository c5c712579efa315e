"""Pages of certification's lifecycle: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {
    "credential_rounds": ("justice.examiner", None),
    "credential_round_new": ("justice.examiner", None),
    "credential_proposals": ("justice.supervisor", None),
    "credential_handing": ("justice.examiner", None),
    "credential_numbers": ("province_justice.issuer", None),
    "credential_affairs": ("urban.lead", None),
}
NO_PAGES: list[str] = [
    "credential_object", "credential_objection", "credential_correct", "credential_package", "credential_proposal",
    "credential_statement_office", "credential_task", "credential_round", "credential_receipt", "credential_statement",
]  # fmt: skip
