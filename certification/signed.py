"""Write a credential: number, serial, signed code, row and first entry of its history, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from certification import numbering, parameters, signing
from certification.fields import FIELDS
from certification.models import Application, Credential, CredentialStatus
from certification.status.jobs import changed
from certification.token import Claims, Unverifiable, decode, encode, to_digits
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Agency, Person
from enforcement.organisation.parameters import values


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
    if not draft.fields or any(code not in FIELDS for code in draft.fields):
        raise Invalid(_("Choose at least one field of enforcement."), field="fields")
    settings = values((parameters.ISSUER, parameters.SHARD), agency=draft.agency, on=draft.valid_from)
    number = draft.number or numbering.next_number(agency=draft.agency, on=draft.valid_from)
    sid = numbering.free_sid(shard=int(settings[parameters.SHARD]))
    kid, digits = _token(draft, number=number, sid=sid, at=at)
    credential = Credential.objects.create(
        number=number,
        person=draft.person,
        agency=draft.agency,
        application=draft.application,
        category=FIELDS[draft.fields[0]].number,
        fields=list(draft.fields),
        area=draft.area,
        name=draft.person.name,
        agency_name=draft.agency.name,
        issuer=settings[parameters.ISSUER],
        issuer_agency=draft.issuer_agency,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        sid=sid,
        kid=kid,
        digits=digits,
        photo=draft.photo,
        photo_sha256=draft.photo_sha256,
        supersedes=draft.supersedes,
        issued_at=at,
    )
    CredentialStatus.objects.create(
        credential=credential,
        status=CredentialStatus.Status.VALID,
        from_on=draft.valid_from,
        ground=ground,
        decided_by=draft.issuer_agency.name,
        by_id=by.person_id,
        at=at,
    )
    append(series=credential.series, by=by, at=at, verb=verb, body=_body(credential, ground))
    changed()
    return credential


def _token(draft: Draft, *, number: str, sid: int, at: datetime) -> tuple[int, str]:
    """Return the key's id and the digits of the token, which is read again before anybody relies on it."""
    signer = signing.signer_for(number=number, starts_on=draft.valid_from, at=at)
    try:
        claims = Claims(
            sid=sid,
            name=draft.person.name,
            agency=draft.agency.name,
            category=FIELDS[draft.fields[0]].number,
            number=number,
            starts_on=draft.valid_from,
            ends_on=draft.valid_to,
            photo8=bytes.fromhex(draft.photo_sha256)[:8],
        )
    except (ValueError, UnicodeEncodeError) as fault:
        raise NotPrintable from fault
    token = encode(claims, signer)
    if signer.kid not in signing.public_keys():
        signing.forget()
    try:
        decode(token, signing.public_keys())
    except Unverifiable as fault:
        raise signing.NoSigningKey from fault
    return signer.kid, to_digits(token)


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
