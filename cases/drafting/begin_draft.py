"""Begin a paper from a template: what the case knows is filled in, the rest is asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock
from cases.drafting.content import Content, sealed
from cases.drafting.current import template_for
from cases.drafting.duties import person_in, require_drafter
from cases.drafting.fields import VOCABULARY
from cases.drafting.language import fill, gaps_of
from cases.drafting.shape import Ask, Template
from cases.drafting.words import Words
from cases.models import Case, PaperDraft
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import OutOfOrder


class MadeByItsStep(OutOfOrder):
    """Refuse to draft by hand what an act of the procedure writes, numbers and dates by itself."""

    sentence = _("This paper is written by its own step of the procedure.")
    remedy = _("Do that step: the paper is made with it, by the agency's template.")


@transaction.atomic(durable=True)
def begin_draft(*, case_id: int, by: Actor, at: datetime, key: str) -> PaperDraft:
    """Begin a paper of a case from the template in force.

    Raises:
        NotAllowed: without a duty that drafts. MadeByItsStep: for a paper that an act writes.
        RunClosed: once the procedure has ended. NotFound: for no such template.
    """
    case = lock(case_id)
    require_drafter(case, by)
    template = template_for(key, case.agency, clock.day_of(at))
    if template.made_by:
        raise MadeByItsStep
    draft: PaperDraft = PaperDraft.objects.create(
        case=case, key=key, title=template.title, version=template.version, template_sha256=template.sha256,
        sealed=sealed(begun(template, case, at)), drafted_by_id=person_in(by), drafted_at=at, saved_at=at,
    )  # fmt: skip
    return draft


def begun(template: Template, case: Case, at: datetime) -> Content:
    """Return a template filled with what the case knows; what it lacks is asked under the field's name."""
    text = fill(template.body, Words(case, clock.day_of(at)), VOCABULARY.__getitem__)
    known = {ask.label for ask in template.asks}
    named = set(VOCABULARY.values())
    lacking = [Ask(label, "text") for label in gaps_of(text) if label in named and label not in known]
    return Content(text, (*template.asks, *lacking), {})
