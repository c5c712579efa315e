"""Card numbers without gaps, and random free serials."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from certification import parameters
from certification.models import Credential
from enforcement.errors import Refusal
from enforcement.ledger.numbers import take
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import values

POSITIONS: Final = 17
"""Bits of the position in a shard of the status list: 131,072 places."""
_TRIES: Final = 64


class PatternRefused(Refusal):
    """Refuse a pattern of card numbers that gives none."""

    sentence = _("The pattern of card numbers set for this agency is wrong.")
    remedy = _("Set it like 15{division}{sequence:05d}: fixed digits, the division's last four, the running number.")


class ShardFull(Refusal):
    """Refuse when the shard has hardly a free place."""

    sentence = _("The status list of this county is full.")
    remedy = _("Set another shard in the parameters of credentials.")


def next_number(*, agency: Agency, on: date) -> str:
    """Return the next card number of an agency's pattern, without gaps, in the act's transaction.

    Numbers that were entered from elsewhere are passed over.

    Raises:
        PatternRefused: if the pattern cannot be read.
    """
    pattern = str(values((parameters.NUMBER_PATTERN,), agency=agency, on=on)[parameters.NUMBER_PATTERN])
    division = agency.division[2:6]
    if "{sequence" not in pattern:
        raise PatternRefused
    for _try in range(_TRIES):
        try:
            number = pattern.format(division=division, sequence=take(f"credential:{pattern}:{division}"))
        except (KeyError, ValueError, IndexError) as fault:
            raise PatternRefused from fault
        if not Credential.objects.filter(number=number).exists():
            return number
    raise PatternRefused


def free_sid(*, shard: int) -> int:
    """Return a random free serial of a shard.

    Raises:
        ShardFull: if many tries find none.
    """
    drawn = [(shard << POSITIONS) | secrets.randbits(POSITIONS) for _try in range(_TRIES)]
    taken = set(Credential.objects.filter(sid__in=drawn).values_list("sid", flat=True))
    found = next((sid for sid in drawn if sid not in taken), None)
    if found is None:
        raise ShardFull
    return found
