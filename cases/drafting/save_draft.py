"""Keep what is typed in a draft, and throw a draft away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.drafting.content import content_of, sealed
from cases.models import PaperDraft
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder

LONGEST = 50000


class NotADraft(OutOfOrder):
    """Refuse to change a paper that was submitted, issued or thrown away."""

    sentence = _("This paper is not being drafted any more.")
    remedy = _("Have it returned first, or begin another one.")


class TooLong(Invalid):
    """Refuse a text that no paper has."""

    sentence = _("The text is longer than fifty thousand characters.")


@transaction.atomic(durable=True)
def save_draft(
    *, draft_id: int, by: Actor, at: datetime, title: str, text: str, answers: Mapping[str, str]
) -> PaperDraft:
    """Keep title, text and answers; the last to save wins.

    Raises:
        NotFound, NotADraft. NotAllowed: to anyone but who began it. TooLong: on its field.
    """
    draft = own(draft_id, by)
    if len(text) > LONGEST or sum(map(len, answers.values())) > LONGEST:
        raise TooLong(field="text")
    before = content_of(draft)
    asked = {ask.label for ask in before.asks}
    kept = {label: said for label, said in answers.items() if label in asked}
    draft.title, draft.saved_at = title.strip()[:60] or draft.title, at
    draft.sealed = sealed(replace(before, text=text.replace("\r\n", "\n"), answers=kept))
    draft.save(update_fields=["title", "sealed", "saved_at"])
    return draft


@transaction.atomic(durable=True)
def drop_draft(*, draft_id: int, by: Actor, at: datetime) -> PaperDraft:
    """Throw a draft away, with what it said.

    Raises:
        NotFound, NotADraft. NotAllowed: to anyone but who began it.
    """
    draft = own(draft_id, by)
    draft.state, draft.sealed, draft.saved_at = PaperDraft.State.DROPPED, "", at
    draft.save(update_fields=["state", "sealed", "saved_at"])
    return draft


def own(draft_id: int, by: Actor) -> PaperDraft:
    """Return a draft locked, for the person who writes it.

    Raises:
        NotFound, NotADraft, NotAllowed.
    """
    draft = PaperDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first()
    if draft is None:
        raise NotFound
    if draft.drafted_by_id != by.person_id:
        raise NotAllowed
    if draft.state != PaperDraft.State.DRAFT:
        raise NotADraft
    return draft
