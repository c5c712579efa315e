"""Transfer one person to another agency: the old post ends the day before the new one begins."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from certification.models import Movement
from certification.officers.end_duties import end_duties
from certification.officers.leave_post import WrongDay
from certification.officers.moving import record
from certification.officers.office import OwnRecord, allowed, document_of, open_posts
from certification.officers.take_in import HoldsPostThere
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.organisation.models import Agency, Post


@transaction.atomic(durable=True)
def transfer(
    *, post_id: int, to_agency_id: int, by: Actor, at: datetime, title: str, establishment: str, is_enforcement: bool,
    holds_on: date, document: str, ground: str = "",
) -> Movement:  # fmt: skip
    """Move a person, whose duties go with the old post.

    Who keeps only one of the two agencies uses ``leave_post`` or ``take_in`` for their side.

    Raises:
        NotFound. NotAllowed: without the duty ``apply`` or ``examine`` on both agencies. OwnRecord: for oneself.
        WrongDay, HoldsPostThere, DocumentMissing: as they say.
    """
    post = Post.objects.select_related("agency").filter(pk=post_id).first()
    target = Agency.objects.filter(pk=to_agency_id).first()
    if post is None or target is None:
        raise NotFound
    if not all(allowed(by, agency, ("apply", "examine")) for agency in (post.agency, target)):
        raise NotAllowed
    if by.person_id == post.person_id:
        raise OwnRecord
    document = document_of(document)
    there = open_posts(post.person_id, holds_on)
    if post.pk not in {one.pk for one in there} or holds_on <= post.from_on:
        raise WrongDay(field="holds_on")
    if any(one.agency_id == target.pk for one in there):
        raise HoldsPostThere
    post.to_on = holds_on - timedelta(days=1)
    post.save(update_fields=["to_on"])
    new = Post.objects.create(
        person_id=post.person_id, agency=target, title=title.strip(), establishment=Post.Establishment(establishment),
        is_enforcement=is_enforcement, from_on=holds_on,
    )  # fmt: skip
    row = Movement.objects.create(
        person_id=post.person_id, kind=Movement.Kind.TRANSFER, agency=post.agency, post=post, new_post=new,
        holds_on=holds_on, document=document, ground=ground.strip(), made_at=at, made_by=by.name,
    )  # fmt: skip
    record([row], source=post.agency, target=target, by=by, at=at)
    end_duties(row, by=by, at=at)
    return row
