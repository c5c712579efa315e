"""Submit a paper to whoever issues it, and return one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note
from cases.drafting.content import content_of
from cases.drafting.current import of_version
from cases.drafting.duties import issues, require_drafter
from cases.drafting.save_draft import own
from cases.models import PaperDraft
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.organisation.duties.holding import held_codes


class GapsOpen(Invalid):
    """Refuse a paper that still asks something."""

    sentence = _("Something is still asked in this paper.")

    def __init__(self, labels: list[str]) -> None:
        """Take what stands open."""
        super().__init__(_("Still to be filled in: %(labels)s.") % {"labels": "、".join(labels)})


class NotSubmitted(OutOfOrder):
    """Refuse to decide on a paper that nobody submitted."""

    sentence = _("This paper was not submitted, or was decided on meanwhile.")
    remedy = _("Reload the page to see how it stands.")


class WhyMissing(Invalid):
    """Refuse to return a paper without saying why."""

    sentence = _("Say what is to be changed.")


@transaction.atomic(durable=True)
def submit_draft(*, draft_id: int, by: Actor, at: datetime) -> PaperDraft:
    """Submit a paper whose gaps are closed.

    Raises:
        NotFound, NotADraft, NotAllowed, RunClosed. GapsOpen: naming what is still asked.
    """
    draft = own(draft_id, by)
    case = lock(draft.case_id)
    require_drafter(case, by)
    missing = content_of(draft).missing
    if missing:
        raise GapsOpen(missing)
    draft.state, draft.submitted_at, draft.returned_why = PaperDraft.State.SUBMITTED, at, ""
    draft.save(update_fields=["state", "submitted_at", "returned_why"])
    note(
        case,
        act="submit_paper",
        by=by,
        at=at,
        body={"draft": draft.pk, "title": draft.title, "template": draft.version},
    )
    return draft


@transaction.atomic(durable=True)
def return_draft(*, draft_id: int, by: Actor, at: datetime, why: str) -> PaperDraft:
    """Return a submitted paper to who wrote it, saying why; who wrote it may take it back.

    Raises:
        NotFound, NotSubmitted. NotAllowed: to whoever neither issues it nor wrote it. WhyMissing: on its field.
    """
    draft = submitted(draft_id)
    case = lock(draft.case_id)
    held = held_codes(person_id=by.person_id or 0, agency=case.agency)
    if draft.drafted_by_id != by.person_id and not issues(of_version(draft.version), held):
        raise NotAllowed
    if not why.strip():
        raise WhyMissing(field="why")
    draft.state, draft.returned_why = PaperDraft.State.DRAFT, why.strip()[:200]
    draft.save(update_fields=["state", "returned_why"])
    note(
        case,
        act="return_paper",
        by=by,
        at=at,
        body={"draft": draft.pk, "title": draft.title, "reason": draft.returned_why},
    )
    return draft


def submitted(draft_id: int) -> PaperDraft:
    """Return a submitted draft locked.

    Raises:
        NotFound, NotSubmitted.
    """
    draft = PaperDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first()
    if draft is None:
        raise NotFound
    if draft.state != PaperDraft.State.SUBMITTED:
        raise NotSubmitted
    return draft
