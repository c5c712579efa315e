"""Why a token cannot be verified."""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal


class Reason(StrEnum):
    """Name the one thing that stopped the verification."""

    MALFORMED = "malformed"
    UNKNOWN_SUITE = "unknown_suite"
    UNKNOWN_KEY = "unknown_key"
    KEY_OUT_OF_SCOPE = "key_out_of_scope"
    KEY_COMPROMISED = "key_compromised"
    BAD_SIGNATURE = "bad_signature"


SENTENCES: dict[Reason, str | Promise] = {
    Reason.MALFORMED: _("This is not the code of a credential, or it was read incompletely."),
    Reason.UNKNOWN_SUITE: _("This code is signed in a way that this system cannot verify."),
    Reason.UNKNOWN_KEY: _("This code is signed with a key that this system does not know."),
    Reason.KEY_OUT_OF_SCOPE: _("This code is signed with a key that may not sign such a credential."),
    Reason.KEY_COMPROMISED: _("This code is signed with a key that is no longer trusted."),
    Reason.BAD_SIGNATURE: _("The signature of this code is wrong. The credential may be forged or altered."),
}


class Unverifiable(Refusal):
    """Refuse a token that is not proven genuine; ``reason`` says why. It never means that it is valid."""

    status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY
    remedy = _("Scan the code again. If it still fails, call the number of the issuing authority.")

    def __init__(self, reason: Reason) -> None:
        """Take the reason; the sentence follows from it."""
        self.reason = reason
        super().__init__(SENTENCES[reason])
