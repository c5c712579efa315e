"""Write credentials: number, serial, signed code, row and first entry of the history, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from certification import numbering, parameters
from certification.fields import FIELDS
from certification.models import Application, Credential, CredentialStatus
from certification.pen import Pen
from certification.spelling import spelled
from certification.status.jobs import changed
from certification.token import Claims
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.ledger.append import append_first
from enforcement.organisation.models import Agency, Person
from enforcement.organisation.parameters import values
from enforcement.web import fonts


class NotPrintable(Refusal):
    """Refuse words that the code of a card cannot carry."""

    sentence = _("The name, the agency or the dates cannot be written into the code of a card.")
    remedy = _("Check that none is too long or has characters that cannot be seen.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new credential shall say. Without a number the next of the agency's pattern is taken."""

    person: Person
    agency: Agency
    fields: tuple[str, ...]
    area: str
    valid_from: date
    valid_to: date
    photo: str
    photo_sha256: str
    issuer_agency: Agency
    number: str = ""
    application: Application | None = None
    supersedes: Credential | None = None


def sign(draft: Draft, *, by: Actor, at: datetime, verb: str, ground: str) -> Credential:
    """Sign and write a credential with the entry ``valid`` from its first day, and record it under the verb.

    Raises:
        Invalid: for an unknown field. NotPrintable, NoSigningKey, OtherKey, PatternRefused, ShardFull: as they say.
    """
    return sign_many([draft], by=by, at=at, verb=verb, ground=ground)[0]


def sign_many(drafts: Sequence[Draft], *, by: Actor, at: datetime, verb: str, ground: str) -> list[Credential]:
    """Sign and write credentials as :func:`sign` does one, in as many statements as that takes for one.

    All are written or, when one is refused, none. Numbers follow the order of the drafts. Whoever signs at the same
    time waits: numbers and serials are taken in an order that never lets two wait for each other.
    """
    for draft in drafts:
        demand_signable(draft)
    settings = _settings(drafts)
    numbers = _numbers(drafts)
    sids = _sids([int(found[parameters.SHARD]) for found in settings])
    pen = Pen(at)
    rows = [
        _row(draft, number=number, sid=sid, issuer=found[parameters.ISSUER], pen=pen)
        for draft, number, sid, found in zip(drafts, numbers, sids, settings, strict=True)
    ]
    made = Credential.objects.bulk_create(rows)
    CredentialStatus.objects.bulk_create(_first_entry(row, ground=ground, by=by) for row in made)
    append_first(bodies={row.series: _body(row, ground) for row in made}, by=by, at=at, verb=verb)
    changed()
    return made


def demand_signable(draft: Draft) -> None:
    """Refuse what no number and no key would make signable.

    Raises:
        Invalid: for an unknown field. NotPrintable: for words or dates that the code cannot carry.
    """
    if not draft.fields or any(code not in FIELDS for code in draft.fields):
        raise Invalid(_("Choose at least one field of enforcement."), field="fields")
    _claims(draft, number=draft.number or "0", sid=0)


def demand_printable(draft: Draft) -> None:
    """Refuse what no installed typeface can print.

    Raises:
        GlyphMissing: naming the characters.
    """
    fonts.demand(spelled(draft.person.name) + spelled(draft.agency.name) + draft.area)


def _settings(drafts: Sequence[Draft]) -> list[Mapping[str, Any]]:
    """Return the settings of each draft, read once for each agency and first day."""
    keys = [(draft.agency.pk, draft.valid_from) for draft in drafts]
    agencies = {draft.agency.pk: draft.agency for draft in drafts}
    known = {
        (pk, on): values((parameters.ISSUER, parameters.SHARD), agency=agencies[pk], on=on) for pk, on in set(keys)
    }
    return [known[key] for key in keys]


def _numbers(drafts: Sequence[Draft]) -> list[str]:
    """Return the number of each draft: its own, or the next of its agency's pattern."""
    wanting = [draft for draft in drafts if not draft.number]
    given = iter(numbering.next_numbers([(draft.agency, draft.valid_from) for draft in wanting]))
    return [draft.number or next(given) for draft in drafts]


def _sids(shards: Sequence[int]) -> list[int]:
    """Return a random free serial in each of these shards."""
    drawn = {shard: iter(numbering.free_sids(shard=shard, count=shards.count(shard))) for shard in sorted(set(shards))}
    return [next(drawn[shard]) for shard in shards]


def _row(draft: Draft, *, number: str, sid: int, issuer: str, pen: Pen) -> Credential:
    kid, digits = pen.write(_claims(draft, number=number, sid=sid), agency=draft.agency)
    return Credential(
        number=number,
        person=draft.person,
        agency=draft.agency,
        application=draft.application,
        category=FIELDS[draft.fields[0]].number,
        fields=list(draft.fields),
        area=draft.area,
        name=spelled(draft.person.name),
        agency_name=spelled(draft.agency.name),
        issuer=issuer,
        issuer_agency=draft.issuer_agency,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        sid=sid,
        kid=kid,
        digits=digits,
        photo=draft.photo,
        photo_sha256=draft.photo_sha256,
        supersedes=draft.supersedes,
        issued_at=pen.at,
    )


def _first_entry(credential: Credential, *, ground: str, by: Actor) -> CredentialStatus:
    return CredentialStatus(
        credential=credential,
        status=CredentialStatus.Status.VALID,
        from_on=credential.valid_from,
        ground=ground,
        decided_by=credential.issuer_agency.name,
        by_id=by.person_id,
        at=credential.issued_at,
    )


def _claims(draft: Draft, *, number: str, sid: int) -> Claims:
    try:
        return Claims(
            sid=sid,
            name=spelled(draft.person.name),
            agency=spelled(draft.agency.name),
            category=FIELDS[draft.fields[0]].number,
            number=number,
            starts_on=draft.valid_from,
            ends_on=draft.valid_to,
            photo8=bytes.fromhex(draft.photo_sha256)[:8],
        )
    except (ValueError, UnicodeEncodeError) as fault:
        raise NotPrintable from fault


def _body(credential: Credential, ground: str) -> dict[str, object]:
    return {
        "credential": credential.pk,
        "number": credential.number,
        "person": credential.person_id,
        "name": credential.name,
        "agency": credential.agency_id,
        "agency_name": credential.agency_name,
        "fields": credential.fields,
        "area": credential.area,
        "valid_from": credential.valid_from,
        "valid_to": credential.valid_to,
        "sid": credential.sid,
        "kid": credential.kid,
        "photo_sha256": credential.photo_sha256,
        "ground": ground,
        "application": credential.application_id,
        "supersedes": credential.supersedes_id,
    }
