"""Keys: a correction or a proposal, the proposals, one proposal with the two keys side by side and the votes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.duties.holding import holders
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_day
from exams.access import administers
from exams.bank.access import version_or_404
from exams.bank.answer import Answer, in_words
from exams.bank.forms import VoteForm
from exams.bank.history import Look
from exams.bank.key_form import KeyForm
from exams.bank.keys import current_keys
from exams.bank.propose_key import correct_key, propose_key
from exams.bank.sharing import banks_editable
from exams.bank.uses import is_used, touched_by
from exams.bank.vote_key import NEEDED, vote_key
from exams.models import KeyChange, KeyVersion

TONES = {"proposed": "wait", "approved": "ok", "refused": "stop"}

CHANGES = Lister(
    caption=gettext_lazy("Changes of keys"),
    columns=(
        Column(
            "item",
            gettext_lazy("Item"),
            lambda c: c.item_version.item.code,
            sort=("item_version__item__code",),
            link=lambda c: reverse("exam_key_change", args=[c.pk]),
        ),
        Column("bank", gettext_lazy("Bank"), lambda c: c.item_version.item.bank.name),
        Column("reason", gettext_lazy("Reason"), lambda c: c.reason),
        Column("by", gettext_lazy("Proposed by"), lambda c: c.proposed_by.name),
        Column("at", gettext_lazy("Proposed"), lambda c: say_day(c.proposed_at), sort=("proposed_at",)),
        Column("state", gettext_lazy("State"), lambda c: badge(c.get_state_display(), TONES[c.state])),
    ),
    filters=(
        Filter("state", gettext_lazy("State"), lambda rows, s: rows.filter(state=s), options=KeyChange.State.choices),
    ),
    order="-at",
)


def changes_for(request: HttpRequest) -> QuerySet[KeyChange]:
    """Return the proposals on items of the person's banks."""
    return KeyChange.objects.filter(item_version__item__bank__in=banks_editable(person_of(request).pk)).select_related(
        "item_version__item__bank__agency", "item_version__law_ref", "item_version__group_version", "proposed_by"
    )


@require_safe
@allow(administers)
def changes(request: HttpRequest) -> HttpResponse:
    """List the proposals to change keys."""
    return render(request, "exams/bank/key_changes.html", {"listing": CHANGES.page(request, changes_for(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new(request: HttpRequest, version_id: int) -> HttpResponse:
    """Correct the key of a wording that no paper has, or propose another one where papers have it."""
    version = version_or_404(request, version_id)
    used = is_used(version.pk)
    answer = Answer.of(current_keys([version.pk])[version.pk])
    back = reverse("exam_item", args=[version.item_id])
    open_change = KeyChange.objects.filter(item_version=version, state=KeyChange.State.PROPOSED).first()
    return act_page(
        request,
        form_class=KeyForm,
        form_arguments={"version": version, "answer": answer, "used": used},
        act=partial(propose_key if used else correct_key, version_id=version.pk, by=actor_of(request), at=clock.now()),
        success_url=lambda done: reverse("exam_key_change", args=[done.pk]) if used else back,
        done=_("The change is proposed. Two others with the duty must agree.") if used else _("The key is corrected."),
        template="exams/bank/key.html",
        context={
            "heading": _("Key of %(code)s, version %(number)d") % {"code": version.item.code, "number": version.number},
            "version": version,
            "look": Look.of(version, answer),
            "used": used,
            "open_change": open_change,
            "touched": touched_by([version.pk]).get(version.pk, []),
            "submit": _("Propose the change") if used else _("Correct the key"),
            "back_url": back,
            "back_text": version.item.code,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def change(request: HttpRequest, change_id: int) -> HttpResponse:
    """Show a proposal with both keys and whom it touches; take the word of those who decide."""
    found = changes_for(request).filter(pk=change_id).first()
    if found is None:
        raise Http404
    here = reverse("exam_key_change", args=[found.pk])
    return act_page(
        request,
        form_class=VoteForm,
        form_arguments={"own": found.proposed_by_id == person_of(request).pk},
        act=partial(vote_key, change_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=_said,
        template="exams/bank/key_change.html",
        context=_context(request, found),
    )


def _context(request: HttpRequest, found: KeyChange) -> dict[str, Any]:
    version, person = found.item_version, person_of(request)
    old, new_answer = Answer.of(_key_before(found)), Answer.of(found)
    voices = list(found.voices.select_related("person"))
    spoken = {voice.person_id for voice in voices}
    others = holders(duty="exam", agency=version.item.bank.agency).exclude(pk__in={found.proposed_by_id, *spoken})
    decides = found.state == KeyChange.State.PROPOSED
    touched = touched_by([version.pk]).get(version.pk, [])
    return {
        "change": found,
        "version": version,
        "tone": TONES[found.state],
        "old": Look.of(version, old),
        "new": Look.of(version, new_answer),
        "old_words": in_words(old),
        "new_words": in_words(new_answer),
        "old_status": _status(old),
        "new_status": _status(new_answer),
        "voices": voices,
        "needed": NEEDED,
        "missing": max(0, NEEDED - len(voices)),
        "able": others.count() if found.state == KeyChange.State.PROPOSED else 0,
        "may_speak": decides and person.pk not in spoken,
        "own": found.proposed_by_id == person.pk,
        "touched": touched,
        "exams": list({use.session.exam_id: use.session.exam for use in touched}.values()),
        "total": sum(use.results for use in touched if use.released),
    }


def _key_before(change: KeyChange) -> KeyVersion:
    """Return the key that the proposal would take the place of, or has."""
    keys = KeyVersion.objects.filter(item_version_id=change.item_version_id).order_by("-number")
    made = keys.filter(change=change).first()
    before = keys.filter(number__lt=made.number) if made else keys.filter(made_at__lte=change.proposed_at)
    return before[0]


def _status(answer: Answer) -> str:
    return str(dict(KeyVersion.Status.choices)[answer.status])


def _said(done: KeyChange) -> str:
    return {
        KeyChange.State.PROPOSED: _("Your word is kept. One more person must agree."),
        KeyChange.State.APPROVED: _("The change is approved: the new key counts."),
        KeyChange.State.REFUSED: _("The change is refused: the old key stays."),
    }[KeyChange.State(done.state)]
