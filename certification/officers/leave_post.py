"""End a person's posts: the end of a post, a transfer, retirement, or leaving the service."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Movement
from certification.officers.end_duties import end_duties
from certification.officers.office import OwnRecord, allowed, document_of, open_posts
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.models import Post

FOR_GOOD = frozenset({Movement.Kind.RETIRE, Movement.Kind.LEAVE})


class WrongDay(Invalid):
    """Refuse a day on which the post has not begun, or is over."""

    sentence = _("On this day the post had not begun, or was over already.")
    remedy = _("Write the first day without the post; it must come after the post's own first day.")


@transaction.atomic(durable=True)
def leave_post(
    *, post_id: int, by: Actor, at: datetime, kind: str, holds_on: date, document: str, ground: str = ""
) -> list[Movement]:
    """End a post; its last day is the one before ``holds_on``, from which on the holder may not enforce for the agency.

    Retirement and leaving end every post of the person that the actor keeps; duties go with the post. Cards are
    cancelled by their own act: the desk of those who issue asks for it.

    Raises:
        NotFound. NotAllowed: without the duty ``apply`` or ``examine`` on the agency. OwnRecord: for oneself.
        WrongDay, DocumentMissing, Invalid: as they say.
    """
    post = Post.objects.select_related("agency").filter(pk=post_id).first()
    if post is None:
        raise NotFound
    if not allowed(by, post.agency, ("apply", "examine")):
        raise NotAllowed
    if by.person_id == post.person_id:
        raise OwnRecord
    if kind not in Movement.Kind.values or kind == Movement.Kind.REJOIN:
        raise Invalid(_("Choose what happens."), field="kind")
    document = document_of(document)
    there = open_posts(post.person_id, holds_on)
    if post.pk not in {one.pk for one in there}:
        raise WrongDay(field="holds_on")
    ending = [one for one in there if kind in FOR_GOOD and allowed(by, one.agency, ("apply", "examine"))]
    facts: dict[str, Any] = {"kind": kind, "holds_on": holds_on, "document": document, "ground": ground.strip()}
    return [_end(one, by=by, at=at, **facts) for one in ending or [one for one in there if one.pk == post.pk]]


def _end(post: Post, *, by: Actor, at: datetime, kind: str, holds_on: date, document: str, ground: str) -> Movement:
    if holds_on <= post.from_on:
        raise WrongDay(field="holds_on")
    post.to_on = holds_on - timedelta(days=1)
    post.save(update_fields=["to_on"])
    row = Movement.objects.create(
        person=post.person, kind=kind, agency=post.agency, post=post, holds_on=holds_on, document=document,
        ground=ground, made_at=at, made_by=by.name,
    )  # fmt: skip
    body = {"post": post.pk, "agency": post.agency.name, "holds_on": holds_on, "document": document, "ground": ground}
    append(series=f"person:{post.person_id}", by=by, at=at, verb=f"officer.{kind}", body=body)
    end_duties(row, by=by, at=at)
    return row
