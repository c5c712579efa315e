"""Cases that may be the same matter: by the party's code or name, the cause and the place (行政处罚法第二十九条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Case
from enforcement.organisation.models import Agency
from enforcement.organisation.secrecy import fingerprint

LIKE_DAYS: Final = 90
"""Clues within so many days may be one case."""
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Like:
    """A case that may be the same, and what it shares."""

    case: Case
    shared: tuple[str, ...]

    def __str__(self) -> str:
        return _("%(number)s (same %(what)s)") % {"number": self.case, "what": "、".join(self.shared)}


def like_cases(*, agency: Agency, name: str, code: str, cause: str, place: str, on: date) -> list[Like]:
    """Return cases of the agency within the ninety days before a day that share two of party, cause and place."""
    party = Q(party__name=name)
    if code:
        party |= Q(party__code_fingerprint=fingerprint(code))
    same_cause, same_place = Q(cause=cause), Q(place=place) if place else Q(pk__in=())
    rows = (
        Case.objects.filter(agency=agency, clue_on__gte=on - timedelta(days=LIKE_DAYS), clue_on__lte=on)
        .filter((party & (same_cause | same_place)) | (same_cause & same_place))
        .select_related("party")
        .distinct()
    )
    mark = fingerprint(code) if code else ""
    return [Like(case, _shared(case, name, mark, cause, place)) for case in rows[:MOST]]


def _shared(case: Case, name: str, mark: str, cause: str, place: str) -> tuple[str, ...]:
    found = []
    if mark and case.party.code_fingerprint == mark:
        found.append(_("code of the party"))
    elif case.party.name == name:
        found.append(_("name of the party"))
    if case.cause == cause:
        found.append(_("cause"))
    if place and case.place == place:
        found.append(_("place"))
    return tuple(found)
