"""Issue a paper: its number is taken, the PDF is made, signed and put into the file, all or nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note
from cases.drafting.content import content_of, drawn
from cases.drafting.current import of_version
from cases.drafting.duties import issues, needs_another, require_drafter
from cases.drafting.submit_draft import submitted
from cases.models import Paper, PaperDraft
from cases.numbering import take_number
from cases.papers import store
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed
from enforcement.organisation.duties.holding import held_codes


class OwnPaper(NotAllowed):
    """Refuse to issue what one wrote oneself where the law asks for the consent of another."""

    sentence = _("You wrote this paper: another person approves it.")
    remedy = _("Leave it submitted; the head of the agency finds it on the case.")


@transaction.atomic(durable=True)
def issue_draft(*, draft_id: int, by: Actor, at: datetime) -> Paper:
    """Issue a submitted paper by the person whom its template names.

    A refusal gives the number back: it was taken in the same transaction.

    Raises:
        NotFound, NotSubmitted, RunClosed. NotAllowed: without the duty. OwnPaper: to who wrote it, where another
        approves. cases.numbering.NoSign: without a sign of the agency. GlyphMissing: for an unknown character.
    """
    draft = submitted(draft_id)
    case = lock(draft.case_id)
    require_drafter(case, by)
    template, day = of_version(draft.version), clock.day_of(at)
    if not issues(template, held_codes(person_id=by.person_id or 0, agency=case.agency)):
        raise NotAllowed
    if needs_another(template) and draft.drafted_by_id == by.person_id:
        raise OwnPaper
    number = take_number(agency=case.agency, kind=template.number, on=day) if template.number else ""
    draft.case = case
    pdf = drawn(draft, content_of(draft), on=day, number=number)
    paper = store(
        case=case, code=template.code, title=draft.title, content=pdf, by=by, at=at, number=number,
        is_inner=template.inner,
    )  # fmt: skip
    draft.state, draft.paper, draft.sealed = PaperDraft.State.ISSUED, paper, ""
    draft.save(update_fields=["state", "paper", "sealed"])
    note(
        case, act="issue_paper", by=by, at=at,
        body={"code": paper.code, "title": paper.title, "number": number, "sha256": paper.sha256,
              "template": draft.version, "template_sha256": draft.template_sha256, "drafted_by": draft.drafted_by_id},
    )  # fmt: skip
    return paper
