"""Whether search engines may show a published decision: of organisations yes, of natural persons no, by setting.

A decision about a person is public for a purpose and for a time (行政处罚法第四十八条); a search engine would keep it
under the person's name for ever. So the page of a natural person, a household business included, is refused by default.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet

from cases.models import Party, Publication
from cases.queries import published
from cases.serving.parameters import IN_SEARCH
from enforcement import clock
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

ORGANISATIONS: Final = frozenset({Party.Kind.ORGANISATION})


def may_be_found(publication: Publication) -> bool:
    """Return whether a search engine may show the page of a decision."""
    if publication.withdrawn_on is not None:
        return False
    said = value(IN_SEARCH, agency=publication.case.agency, on=clock.today())
    return bool(said == "all" or (said == "organisations" and publication.case.party.kind in ORGANISATIONS))


def to_be_found() -> QuerySet[Any]:
    """Return the published decisions that search engines may show."""
    today = clock.today()
    said = {
        one.pk: value(IN_SEARCH, agency=one, on=today) for one in Agency.objects.filter(cases__isnull=False).distinct()
    }
    rows = published().filter(withdrawn_on__isnull=True)
    some = rows.filter(case__agency__in=_of(said, "organisations"), case__party__kind__in=ORGANISATIONS)
    return (some | rows.filter(case__agency__in=_of(said, "all"))).order_by("pk")


def _of(said: dict[int, Any], choice: str) -> list[int]:
    return [pk for pk, given in said.items() if given == choice]
