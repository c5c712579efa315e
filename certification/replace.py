"""Replace a lost or damaged card by a new one with a number and serial of its own (Q14 back to Q10)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import eligibility, history
from certification.history import Decision
from certification.issue import issuer_of
from certification.models import Credential, CredentialStatus, Task
from certification.signed import Draft, sign
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal


class Expired(Refusal):
    """Refuse to replace a credential whose time is over."""

    sentence = _("This credential has expired, so it is not replaced.")
    remedy = _("Apply for a new one.")


class NoticeMissing(Refusal):
    """Refuse to replace a lost card before its loss was published."""

    sentence = _("The loss of this card has not been published yet.")
    article = "交通运输行政执法证件管理规定第二十四条（样本）"
    remedy = _("Publish the notice of the loss, and enter where it stands on the page of the credential.")


class NewOneComes(Refusal):
    """Refuse where the next card is signed already."""

    sentence = _("The next card of this person is signed already and begins soon.")
    remedy = _("It takes the place of this one on its first day.")


@transaction.atomic(durable=True)
def replace(*, credential_id: int, by: Actor, at: datetime, ground: str) -> Credential:
    """Issue the new credential from this day to the old one's last; the old one, reported lost, is superseded.

    Raises:
        NotFound, NotAllowed, OwnCredential: as :func:`certification.history.lock` says.
        NotInThisState: unless it was reported lost. NoticeMissing: until the loss was published.
        NotEligible: if the post of this day no longer entitles. Expired: after its last day. Invalid: without words.
    """
    old = history.lock(credential_id, by=by)
    history.add(
        old, act="replace", status=CredentialStatus.Status.SUPERSEDED, decision=Decision(ground=ground), by=by, at=at
    )
    if Task.objects.filter(credential=old, kind=Task.Kind.LOSS_NOTICE, done_on__isnull=True).exists():
        raise NoticeMissing
    new = _again(old, by=by, at=at, why="补发")
    history.move(old, [("replace", "reissued")], by=by, at=at, body=Decision(ground=ground))
    return new


@transaction.atomic(durable=True)
def replace_damaged(*, credential_id: int, by: Actor, at: datetime, ground: str) -> Credential:
    """Issue a new card for one that is damaged and given back: no notice, and no day without a credential.

    Raises:
        NotFound, NotAllowed, OwnCredential, NotEligible, Expired, Invalid: as :func:`replace` does.
        NotInThisState: unless it is valid.
    """
    old = history.lock(credential_id, by=by)
    decision = Decision(ground=ground)
    history.add(old, act="replace_damaged", status=CredentialStatus.Status.SUPERSEDED, decision=decision, by=by, at=at)
    new = _again(old, by=by, at=at, why="损毁换发")
    history.move(old, [("hold_credential", "lost"), ("replace", "reissued")], by=by, at=at, body=decision)
    return new


def _again(old: Credential, *, by: Actor, at: datetime, why: str) -> Credential:
    on = clock.day_of(at)
    if on > old.valid_to:
        raise Expired
    if Credential.objects.filter(supersedes=old).exists():
        raise NewOneComes
    eligibility.post_of(person_id=old.person_id, agency=old.agency, on=on)
    return sign(
        Draft(
            person=old.person, agency=old.agency, fields=tuple(old.fields), area=old.area, valid_from=on,
            valid_to=old.valid_to, photo=old.photo, photo_sha256=old.photo_sha256,
            issuer_agency=issuer_of(old.agency, by), application=old.application, supersedes=old,
        ),
        by=by, at=at, verb="credential.issue", ground=f"{why}，原证号{old.number}",
    )  # fmt: skip
