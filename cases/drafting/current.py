"""Which template holds: the nearest agency's own that is published and in force, else the catalogue's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.drafting.base import in_force, versions
from cases.drafting.models import OwnTemplate
from cases.drafting.shape import Template, read_ask
from enforcement.errors import NotFound
from enforcement.organisation.models import Agency


def template_for(key: str, agency: Agency, on: date) -> Template:
    """Return the template of a paper for an agency on a day.

    Raises:
        NotFound: for a key that the catalogue lacks.
    """
    return templates_for(agency, on, only=key)[key]


def templates_for(agency: Agency, on: date, only: str = "") -> dict[str, Template]:
    """Return every template by key as it holds for an agency on a day. One query."""
    if only and only not in versions():
        raise NotFound
    above = agency.line
    rows = OwnTemplate.objects.filter(agency_id__in=above, published_at__isnull=False, effective_on__lte=on)
    if only:
        rows = rows.filter(key=only)
    own: dict[str, OwnTemplate] = {}
    for row in sorted(rows, key=lambda r: (above.index(r.agency_id), r.effective_on, r.pk)):
        own[row.key] = row
    found = {key: in_force(key, on) for key in ([only] if only else versions())}
    return {key: as_template(own[key], base) if key in own else base for key, base in found.items()}


def of_version(version: str) -> Template:
    """Return the template that a draft names, be it in force still or not.

    Raises:
        NotFound: if there is none.
    """
    kind, _sep, rest = version.partition(":")
    if kind == "own":
        row = OwnTemplate.objects.filter(pk=int(rest)).first()
        if row is None:
            raise NotFound
        return as_template(row, in_force(row.key, row.effective_on))
    key, _sep, since = version.partition("@")
    found = next((one for one in versions().get(key, []) if one.since.isoformat() == since), None)
    if found is None:
        raise NotFound
    return found


def as_template(row: OwnTemplate, base: Template) -> Template:
    """Return an agency's own text in the frame of the catalogue: layout, number and who issues stay the law's."""
    asks = tuple(read_ask(line) for line in row.asks.splitlines() if line.strip())
    return replace(base, title=row.title, body=row.body, asks=asks, since=row.effective_on, own_id=row.pk)
