"""Challenges that a phone answers with its key: made without a row, spent once, good for two minutes."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from certification.models import SpentChallenge
from enforcement.errors import Refusal

SECONDS: Final = 120
_SIGNER: Final = signing.Signer(salt="certification.display.challenge")


class ChallengeOver(Refusal):
    """Refuse an answer that came too late, or a second time."""

    sentence = _("The phone answered too late, or twice.")
    remedy = _("Try again; the page asks for a new challenge by itself.")


def make(at: datetime) -> str:
    """Return a new challenge: a nonce and the second it was made, sealed with the key of this installation."""
    return _SIGNER.sign(f"{secrets.token_hex(16)}.{int(at.timestamp())}")


def spend(challenge: str, *, at: datetime) -> None:
    """Take a challenge for spent, in the caller's transaction; those whose time is over are forgotten.

    Raises:
        ChallengeOver: if it is not ours, older than two minutes or spent already.
    """
    try:
        nonce, made = _SIGNER.unsign(challenge[:200]).split(".")
    except (signing.BadSignature, ValueError) as fault:
        raise ChallengeOver from fault
    if not 0 <= int(at.timestamp()) - int(made) <= SECONDS:
        raise ChallengeOver
    SpentChallenge.objects.filter(spent_at__lt=at - timedelta(seconds=2 * SECONDS)).delete()
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(nonce=nonce, spent_at=at)
    except IntegrityError as fault:
        raise ChallengeOver from fault
