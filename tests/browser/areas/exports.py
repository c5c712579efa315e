"""Pages of certification's exports: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {}
NO_PAGES: list[str] = [
    "credential_save",
    "credential_own_save",
    "credential_type",
    "credential_context",
    "issuer_of_jwt_vc",
]
