"""A circular that is open to the public: chosen at its act with the reason, without names, withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Party
from cases.serving.proposals import PATTERNS
from cases.supervision.insiders import refuse_insider
from cases.supervision.matters.acting import SUPERVISE, needed, note
from cases.supervision.matters.models import Consequence, Matter
from cases.supervision.matters.supervisors import Conflicted
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.flowcharts.models import Run
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Person

ARTICLE = "行政执法监督条例第三十一条"


class PublicPartMissing(Invalid):
    """Refuse to open a circular without what the public reads of it, and why it is open."""

    sentence = _("A circular open to the public needs the matter, the measure and the reason.")
    article = ARTICLE


class NamesSomebody(Invalid):
    """Refuse a text for the public that names a person, or holds a private number."""

    article = "行政执法监督条例第三十一条；中华人民共和国个人信息保护法第六条"
    remedy = _("Say it without the name: the organ is named, persons are not.")

    def __init__(self, what: str, field: str) -> None:
        super().__init__(_("The text for the public names a person or holds private facts: %(what)s.") % {"what": what},
                         field=field)  # fmt: skip


class NotOpen(OutOfOrder):
    """Refuse to withdraw a circular that the public does not read."""

    sentence = _("This circular is not open to the public.")


@dataclass(frozen=True, slots=True)
class PublicPart:
    """What the public reads of a circular, and why it is open; the text of the circular itself stays inside."""

    public_matter: str = ""
    public_measure: str = ""
    public_reason: str = ""

    def checked(self, matter: Matter) -> dict[str, str]:
        """Return the fields to keep.

        Raises:
            PublicPartMissing, NamesSomebody: on the field.
        """
        said = {field: text.strip() for field, text in asdict(self).items()}
        for field, text in said.items():
            if not text:
                raise PublicPartMissing(field=field)
            stop_names(text, matter, field)
        return said


def stop_names(text: str, matter: Matter, field: str) -> None:
    """Refuse a text with the name of somebody of the matter, or a private number in it.

    Raises:
        NamesSomebody: on the field.
    """
    found = next((name for name in _names(matter) if name and name in text), "")
    kind = next((str(what) for what, pattern in PATTERNS if pattern.search(text)), "")
    if found or kind:
        raise NamesSomebody(found or kind, field)


def _names(matter: Matter) -> Iterator[str]:
    """Yield who could be named: who works in the organ or its supervisor, the party of the case, who complained."""
    here = Q(posts__agency__path__startswith=matter.agency.path) | Q(posts__agency=matter.body)
    yield from Person.objects.filter(here).values_list("name", flat=True).distinct()
    party = Party.objects.filter(case=matter.case_id).first() if matter.case_id else None
    if party is not None:
        yield from (party.representative, party.name if party.kind != Party.Kind.ORGANISATION else "")
    if matter.complaint is not None:
        yield matter.complaint.contact[0]


@transaction.atomic(durable=True)
def withdraw_circular(*, circular_id: int, by: Actor, at: datetime, reason: str) -> Consequence:
    """Withdraw a circular from the public, also after the matter was closed; the public reads the reason.

    Raises:
        NotFound, NotAllowed, Insider, Conflicted. NotOpen: if it is not public. TextMissing, NamesSomebody: on it.
    """
    rows = Consequence.objects.select_for_update(of=("self",)).filter(kind=Consequence.Kind.CIRCULAR)
    found: Any = rows.select_related("matter__agency", "matter__body", "matter__complaint").filter(pk=circular_id)
    one: Consequence | None = found.first()
    if one is None:
        raise NotFound
    matter = one.matter
    if by.person_id is None:  # a person answers for it, never the system
        raise NotAllowed
    require(by=by, duty=SUPERVISE, agency=matter.agency)
    refuse_insider(by=by, agency=matter.agency, at=at)
    if matter.recusals.filter(person_id=by.person_id).exists():
        raise Conflicted
    if not one.is_open:
        raise NotOpen
    said = needed(reason, "reason")[:200]
    stop_names(said, matter, "reason")
    Run.objects.select_for_update().get(matter=matter)
    one.withdrawn_on, one.withdrawal_reason = clock.day_of(at), said
    one.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    note(matter, act="withdraw_circular", by=by, at=at, body={"number": one.number, "reason": said})
    return one
