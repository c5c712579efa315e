"""Move many officers from one agency to another at once (机构改革)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Movement
from certification.officers.end_duties import end_duties_of_many
from certification.officers.leave_post import WrongDay
from certification.officers.moving import posts_to_move, record
from certification.officers.office import allowed, document_of
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.organisation.models import Agency, Post

BATCH = 2000


class ChangedMeanwhile(Refusal):
    """Refuse to move posts that are not as they were when they were chosen."""

    sentence = _("Some of these posts have changed since they were chosen.")
    remedy = _("Choose again; the list shows them as they are now.")


@transaction.atomic(durable=True)
def reorganise(
    *,
    from_agency_id: int,
    to_agency_id: int,
    by: Actor,
    at: datetime,
    post_ids: Sequence[int],
    holds_on: date,
    document: str,
) -> int:
    """Move the holders of some posts with title and establishment to another agency; return how many.

    All of them move or nobody does; duties go with the old posts. Their cards name the agency they leave, and are
    cancelled by their own act.

    Raises:
        NotFound. NotAllowed: without the duty ``apply`` or ``examine`` on both agencies. Invalid: the same agency
            twice, nobody chosen. WrongDay: a post that begins on that day or later. ChangedMeanwhile, DocumentMissing.
    """
    agencies = {row.pk: row for row in Agency.objects.filter(pk__in=[from_agency_id, to_agency_id])}
    if {from_agency_id, to_agency_id} - set(agencies):
        raise NotFound
    if from_agency_id == to_agency_id:
        raise Invalid(_("Choose another agency to move to."), field="to_agency")
    if not all(allowed(by, agency, ("apply", "examine")) for agency in agencies.values()):
        raise NotAllowed
    document = document_of(document)
    wanted = set(post_ids)
    if not wanted:
        raise Invalid(_("Choose the people who move."), field="post_ids")
    posts = [p for p in posts_to_move(from_agency_id, holds_on, lock=True) if p.pk in wanted]
    if len(posts) != len(wanted) or any(post.person_id == by.person_id for post in posts):
        raise ChangedMeanwhile
    if any(post.from_on >= holds_on for post in posts):
        raise WrongDay(field="holds_on")
    Post.objects.filter(pk__in=wanted).update(to_on=holds_on - timedelta(days=1))
    target = agencies[to_agency_id]
    new = Post.objects.bulk_create([_moved(post, target, holds_on) for post in posts], batch_size=BATCH)
    rows = [
        Movement(
            person_id=post.person_id, kind=Movement.Kind.TRANSFER, agency_id=from_agency_id, post=post, new_post=made,
            holds_on=holds_on, document=document, made_at=at, made_by=by.name,
        )
        for post, made in zip(posts, new, strict=True)
    ]  # fmt: skip
    Movement.objects.bulk_create(rows, batch_size=BATCH)
    record(rows, source=agencies[from_agency_id], target=target, by=by, at=at)
    end_duties_of_many(rows, by=by, at=at)
    return len(rows)


def _moved(post: Post, agency: Agency, on: date) -> Post:
    return Post(
        person_id=post.person_id, agency=agency, title=post.title, title_en=post.title_en, from_on=on,
        establishment=post.establishment, is_enforcement=post.is_enforcement,
    )  # fmt: skip
