"""What a result says to the public, whether it gives private facts away, and its fingerprint."""

from __future__ import annotations

import hashlib
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.publicity.results.models import ShownResult
from cases.serving.proposals import PATTERNS
from enforcement.errors import Invalid
from enforcement.ledger.chain import canonical
from enforcement.organisation.secrecy import unseal

PRIVACY: Final = "国办发〔2018〕118号第六项；中华人民共和国政府信息公开条例第十五条"
GROUNDS: Final = {
    "secret": "中华人民共和国政府信息公开条例第十四条", "case": "国办发〔2018〕118号第六项",
    "crime": "国办发〔2018〕118号第六项",
    "privacy": "中华人民共和国政府信息公开条例第十五条", "minor": "中华人民共和国未成年人保护法第一百零三条",
}  # fmt: skip
"""By which article a result is not shown."""


class PrivateFacts(Invalid):
    """Refuse a text that gives private facts away, naming them to the one who wrote it."""

    article = PRIVACY
    remedy = _("Take it out of the text, then save it.")

    def __init__(self, what: str, field: str = "result") -> None:
        super().__init__(_("The text holds private facts: %(what)s.") % {"what": what}, field=field)


def stop_private(text: str, name: str, field: str) -> None:
    """Refuse a text with a private number, address or plate in it, or the full name that is masked.

    Raises:
        PrivateFacts: on the field.
    """
    for what, pattern in PATTERNS:
        if pattern.search(text):
            raise PrivateFacts(str(what), field)
    if name and name in text:
        raise PrivateFacts(str(_("full name")), field)


def full_name(one: ShownResult) -> str:
    """Return the full name of a person whose name is masked, "" for any other object."""
    return unseal(one.name_sealed)


def fingerprint_of(one: ShownResult) -> str:
    """Return the SHA-256 of what is published, hexadecimal: the same facts as the open data give."""
    facts = {
        "kind": one.kind, "agency": one.agency.name, "number": one.number, "object": one.object_shown,
        "matter": one.matter, "result": one.result, "done_on": one.done_on,
    }  # fmt: skip
    return hashlib.sha256(canonical(facts).encode()).hexdigest()
