"""Pages of certification's status: who looks at each, and at what (see tests/browser/pages.py)."""

PAGES_OF: dict = {"status_office": ("province_justice.issuer", None)}
NO_PAGES: list[str] = [
    "status_shard",
    "status_index",
    "status_token_list",
    "status_revocation",
    "status_suspension",
    "status_lists",
    "status_did",
    "issuer_did",
    "issuer_jwks",
    "status_publish",
]
