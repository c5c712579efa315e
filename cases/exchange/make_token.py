"""Give a program of an agency a token for the reading interface, and take it back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.exchange.models import ApiToken
from cases.exchange.parameters import LIFE, RATE
from cases.exchange.scopes import SCOPES
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

MARK: Final = "xz_"
"""How each token begins, so that one that leaked is found by searching."""


class TokenRevoked(Refusal):
    """Refuse to revoke a token twice."""

    sentence = _("This token is revoked already.")


@dataclass(frozen=True, slots=True)
class Made:
    """A token and its text, which nobody can read again."""

    token: ApiToken
    text: str


def digest_of(text: str) -> str:
    """Return what is kept of a token (it is random: a plain SHA-256 is enough)."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic(durable=True)
def make_token(
    *, agency_id: int, by: Actor, at: datetime, title: str, purpose: str, scopes: Sequence[str], expires_on: date
) -> Made:
    """Make a token that reads some kinds of things of an agency and those below it.

    Raises:
        NotFound: if there is no such agency. NotAllowed: without the administration of it.
        Invalid: on its field, without purpose or scope, or for an end that is past or too far.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require(by=by, duty="system", agency=agency)
    if by.person_id is None:
        raise NotAllowed
    today = clock.day_of(at)
    _check(title, purpose, scopes)
    if not today <= expires_on <= today + timedelta(days=value(LIFE, agency=agency, on=today)):
        raise Invalid(
            _("Choose a last day from today on, within the term that the settings allow."), field="expires_on"
        )
    text = MARK + secrets.token_urlsafe(30)
    token = ApiToken.objects.create(
        agency=agency, title=title.strip(), purpose=purpose.strip(), beginning=text[:8], digest=digest_of(text),
        scopes=sorted(scopes), per_minute=value(RATE, agency=agency, on=today), expires_on=expires_on,
        made_by_id=by.person_id, made_at=at,
    )  # fmt: skip
    body = {"agency": agency.pk, "title": token.title, "purpose": token.purpose, "beginning": token.beginning}
    body |= {"scopes": token.scopes, "expires_on": expires_on}
    append(series=token.series, by=by, at=at, verb="api_token.make", body=body)
    return Made(token, text)


@transaction.atomic(durable=True)
def revoke_token(*, token_id: int, by: Actor, at: datetime) -> ApiToken:
    """End a token at once.

    Raises:
        NotFound: if there is none. NotAllowed: without the administration of its agency.
        TokenRevoked: for the second time.
    """
    token = ApiToken.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=token_id).first()
    if token is None:
        raise NotFound
    require(by=by, duty="system", agency=token.agency)
    if by.person_id is None:
        raise NotAllowed
    if token.revoked_at is not None:
        raise TokenRevoked
    token.revoked_by_id, token.revoked_at = by.person_id, at
    token.save(update_fields=["revoked_by", "revoked_at"])
    append(series=token.series, by=by, at=at, verb="api_token.revoke", body={"beginning": token.beginning})
    return token


def _check(title: str, purpose: str, scopes: Sequence[str]) -> None:
    for field, given in (("title", title), ("purpose", purpose)):
        if not given.strip():
            raise Invalid(_("Say this in a few words: it stands on the ledger."), field=field)
    if not scopes or set(scopes) - set(SCOPES):
        raise Invalid(_("Choose at least one kind of data."), field="scopes")
