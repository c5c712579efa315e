"""Take in the numbers that the issuing authority gave (导入证号): all rows or none, a second time changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import steps
from certification.issue import admit, issued
from certification.lifecycle.numbers_file import Numbers, read
from certification.models import Application, Credential
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: the credentials made, and how many rows were there already."""

    made: tuple[Credential, ...]
    unchanged: int


def look(*, agency_id: int, by: Actor, data: bytes) -> Numbers:
    """Return what a workbook would do, without doing it.

    Raises:
        NotFound: for an agency that is not there. NotAllowed: without the duty ``issue`` on it.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require(by=by, duty="issue", agency=agency)
    rows = Application.objects.filter(agency__path__startswith=agency.path, handed_over__isnull=False)
    return read(data, {row.pk: row for row in rows.select_related("person", "agency")})


@transaction.atomic(durable=True)
def import_numbers(*, agency_id: int, by: Actor, at: datetime, data: bytes) -> Taken:
    """Sign and write the credential of each row with the number and the days that the authority gave.

    Raises:
        NotFound, NotAllowed: as :func:`look` says. Invalid: naming each cell at fault, and then nothing is written.
    """
    found = look(agency_id=agency_id, by=by, data=data)
    if found.faults:
        raise Invalid(" ".join(found.faults), field="file")
    made = []
    for line in found.new:
        application = steps.lock(line.application.pk, by)
        try:
            draft = admit(application, by=by, at=at, valid_from=line.valid_from, number=line.number)
            made.append(issued(application, replace(draft, valid_to=line.valid_to), by=by, at=at))
        except Refusal as refusal:
            words = _("A%(row)d (%(name)s): %(why)s") % {
                "row": line.row,
                "name": application.person.name,
                "why": refusal,
            }
            raise Invalid(words, field="file", remedy=refusal.remedy) from refusal
    return Taken(tuple(made), len(found.lines) - len(made))
