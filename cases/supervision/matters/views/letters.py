"""Letters: the list for an organ's heads, one letter with its answers, and the organ's report or objection."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.supervision.matters.access import agencies_of, letter_for, letters_for, matters_for, sees_letters
from cases.supervision.matters.acting import ORGAN, SUPERVISE, open_act
from cases.supervision.matters.answer_letter import answer_letter
from cases.supervision.matters.letter_forms import AnswerForm, ObjectionForm
from cases.supervision.matters.models import Answer, Letter
from cases.supervision.matters.object_to_letter import object_to_letter
from cases.timing import light_of
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duties_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags import ui

ACTS: Final[dict[str, Any]] = {
    "answer": (AnswerForm, answer_letter, gettext_lazy("Report what was corrected")),
    "object": (ObjectionForm, object_to_letter, gettext_lazy("Object to the letter")),
}


def waits(letter: Letter) -> bool:
    """Return whether the letter waits for the organ."""
    return letter.settled_on is None and letter.answered_on is None


def is_objected(letter: Letter) -> bool:
    """Return whether an objection to the letter waits for its re-check."""
    return any(one.kind == Answer.Kind.OBJECTION and not one.verdict for one in letter.answers.all())


def state(letter: Letter) -> str:
    """Return how far a letter is, as a badge."""
    if letter.is_withdrawn:
        return ui.badge(_("the letter is withdrawn"), "plain")
    if letter.settled_on:
        return ui.badge(_("closed"), "ok")
    if letter.answered_on:
        return ui.badge(_("Report to be judged"), "wait")
    if is_objected(letter):
        return ui.badge(_("objection being re-checked"), "wait")
    late = clock.today() > letter.due_on
    return ui.badge(_("past its term") if late else _("Organ reports next"), "stop" if late else "info")


LISTER = Lister(
    caption=gettext_lazy("Letters of supervision"),
    columns=(
        Column("number", gettext_lazy("Number"), str, sort=("issued_on", "pk"), link=lambda x: x.get_absolute_url()),
        Column("kind", gettext_lazy("Kind of letter"), lambda x: x.get_kind_display(), sort=("kind",)),
        Column("organ", gettext_lazy("Addressed to"), lambda x: x.matter.agency.title, sort=("matter__agency__path",)),
        Column("matter", gettext_lazy("Matter"), lambda x: x.matter.title),
        Column("due", gettext_lazy("Report by"), lambda x: ui.due(x.due_on) if waits(x) else ui.day(x.due_on),
               sort=("due_on",)),
        Column("state", gettext_lazy("State"), state),
    ),
    order="-number",
    filters=(
        Filter("kind", gettext_lazy("Kind of letter"), lambda q, v: q.filter(kind=v), Letter.Kind.choices),
        Filter("state", gettext_lazy("State"), lambda q, v: q.filter(settled_on__isnull=v == "open"),
               (("open", gettext_lazy("under way")), ("closed", gettext_lazy("closed")))),
    ),
)  # fmt: skip


@require_safe
@allow(sees_letters)
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters that the person may read."""
    listing = LISTER.page(request, letters_for(request).prefetch_related("answers"))
    enters = bool(duties_of(request) & {ORGAN, SUPERVISE})
    return render(request, "supervision/matters/letters.html", {"listing": listing, "enters": enters})


@require_safe
@allow(sees_letters)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter with what it asks for, what was answered, and how that was judged."""
    found = letter_for(request, pk)
    return render(request, "supervision/matters/letter.html", {
        "letter": found, "acts": offered(request, found), "state": state(found), "waits": waits(found),
        "objected": is_objected(found),
        "light": light_of(found.due_on, found.issued_on, clock.today()) if waits(found) else "",
        "answers": found.answers.prefetch_related("papers"), "papers": found.papers.filter(answer__isnull=True),
        "corrections": found.corrections.all(), "watches": matters_for(request).filter(pk=found.matter_id).exists(),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(sees_letters)
def do(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Report on a letter, or object to it, for the organ."""
    found = letter_for(request, pk)
    if name not in offered(request, found):
        if name in ACTS and request.method != "POST":  # the page was left open, or kept as a bookmark
            return redirect(found)
        raise NotFound
    form, act, title = ACTS[name]
    return act_page(
        request, form_class=form, act=partial(act, letter_id=pk, by=actor_of(request), at=clock.now()),
        success_url=found.get_absolute_url(), done=_("Sent to the supervisors. Their answer will stand on this page."),
        context={"heading": title, "lead": f"{found.number} · {found.matter.title}", "submit": _("Send"),
                 "back_url": found.get_absolute_url(), "back_text": found.number},
    )  # fmt: skip


def offered(request: HttpRequest, found: Letter) -> dict[str, Any]:
    """Return what the organ's head may do on a letter now, by its name: the words of the button."""
    mine = agencies_of(request, ORGAN).filter(pk=found.matter.agency_id).exists()
    if not mine or not waits(found):
        return {}
    at = {"judge_answer": ["answer", "object"], "verify_execution": ["answer"]}.get(open_act(found.matter), [])
    if found.kind == Letter.Kind.REVIEW or found.answers.filter(kind=Answer.Kind.OBJECTION).exists():
        at = [name for name in at if name != "object"]
    return {name: ACTS[name][2] for name in at}
