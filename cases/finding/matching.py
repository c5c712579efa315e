"""Narrow rows to what is looked for, by the indexes: numbers by year and serial, words by their pairs of characters.

No extension of PostgreSQL is needed: ``cases_bigrams``, ``cases_serial`` and ``cases_year`` are plain functions of the
database (migration of this area), and indexes stand on them. Pairs fit Chinese better than triples.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.lookups import Exact

from cases.finding.wording import Asked, asked
from cases.models import Party

MOST: Final = 2000
"""How many parties of a name are followed: more than anybody reads."""
Rows = TypeVar("Rows", bound=QuerySet[Any])


class Bigrams(Func):
    """The pairs of characters of a text."""

    function = "cases_bigrams"
    output_field = ArrayField(TextField())


class Serial(Func):
    """The serial of a document number."""

    function = "cases_serial"
    output_field = BigIntegerField()


class Year(Func):
    """The year of a document number."""

    function = "cases_year"
    output_field = BigIntegerField()


def cases_found(rows: Rows, text: str) -> Rows:
    """Return the cases of which number, party, cause or identity number is as somebody typed it."""
    want = asked(text)
    if want.is_number:
        narrowed: Rows = rows.filter(numbered("number", want) | numbered("clue_number", want))
        return narrowed
    found = list(parties(want)[:MOST])
    if want.code:
        return rows.filter(pk__in=found)
    return rows.filter(Q(pk__in=found) | spelled("title", want.words))


def parties(want: Asked) -> QuerySet[Party, int]:
    """Return the cases of parties of a name, or of an identity number by its HMAC."""
    test = Q(code_fingerprint=want.code) if want.code else spelled("name", want.words)
    return Party.objects.filter(test).values_list("case_id", flat=True)


def numbered(field: str, want: Asked) -> Q:
    """Return the test of a document number."""
    test = Q(Exact(Serial(F(field)), Value(want.serial)))
    if want.year is not None:
        test &= Q(Exact(Year(F(field)), Value(want.year)))
    return test & Q(**{f"{field}__contains": want.sign}) if want.sign else test


def spelled(field: str, words: str) -> Q:
    """Return the test of a text that contains words; one character alone must begin it."""
    if len(words) < 2:  # noqa: PLR2004 (a pair)
        return Q(**{f"{field}__startswith": words})
    return Q(Holds(Bigrams(F(field)), Bigrams(Value(words)))) & Q(**{f"{field}__contains": words})


class Holds(Func):
    """Whether one array holds all of another."""

    template = "(%(expressions)s)"
    arg_joiner = " @> "
    conditional = True

    def __init__(self, *expressions: Any) -> None:
        super().__init__(*expressions, output_field=BooleanField())
