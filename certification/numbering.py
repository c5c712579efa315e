"""Card numbers without gaps, and random free serials."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db import connection
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
    return next_numbers([(agency, on)])[0]


def next_numbers(asked: Sequence[tuple[Agency, date]]) -> list[str]:
    """Return the next numbers for so many agencies and days, in this order, as :func:`next_number` does for one.

    Each series is held until the transaction ends; they are taken in one order, so nobody waits in a circle.
    """
    lines = [(_pattern(agency, on), agency.division[2:6]) for agency, on in dict.fromkeys(asked)]
    line_of = dict(zip(dict.fromkeys(asked), lines, strict=True))
    wanted = Counter(line_of[one] for one in asked)
    given = {line: iter(_run(*line, count=wanted[line])) for line in sorted(wanted)}
    return [next(given[line_of[one]]) for one in asked]


def _pattern(agency: Agency, on: date) -> str:
    pattern = str(values((parameters.NUMBER_PATTERN,), agency=agency, on=on)[parameters.NUMBER_PATTERN])
    if "{sequence" not in pattern:
        raise PatternRefused
    return pattern


def _run(pattern: str, division: str, *, count: int) -> list[str]:
    """Return so many numbers of a series that nobody entered from elsewhere."""
    found: list[str] = []
    for _try in range(_TRIES):
        key = f"credential:{pattern}:{division}"
        numbers = [_number(pattern, division, take(key)) for _n in range(count - len(found))]
        known = set(Credential.objects.filter(number__in=numbers).values_list("number", flat=True))
        found += [number for number in numbers if number not in known]
        if len(found) == count:
            return found
    raise PatternRefused


def _number(pattern: str, division: str, sequence: int) -> str:
    try:
        return pattern.format(division=division, sequence=sequence)
    except (KeyError, ValueError, IndexError) as fault:
        raise PatternRefused from fault


def free_sid(*, shard: int) -> int:
    """Return a random free serial of a shard.

    Raises:
        ShardFull: if many tries find none.
    """
    return free_sids(shard=shard, count=1)[0]


def free_sids(*, shard: int, count: int) -> list[int]:
    """Return so many random free serials of a shard, which is held until the transaction ends.

    Raises:
        ShardFull: if many tries find too few.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('certification.shard', %s))", [shard])
    found: dict[int, None] = {}
    for _try in range(_TRIES):
        drawn = {(shard << POSITIONS) | secrets.randbits(POSITIONS) for _one in range(count + _TRIES)}
        taken = set(Credential.objects.filter(sid__in=drawn).values_list("sid", flat=True))
        found |= dict.fromkeys(drawn - taken)
        if len(found) >= count:
            return secrets.SystemRandom().sample(list(found), count)
    raise ShardFull
