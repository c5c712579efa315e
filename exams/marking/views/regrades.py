"""Regrades: propose one, see what it would change, say yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_moment
from exams.access import administers
from exams.marking.csv_file import csv_file
from exams.marking.forms import ReasonForm, VoteForm
from exams.marking.groups import corrected_keys
from exams.marking.propose_regrade import propose_regrade
from exams.marking.vote_regrade import NEEDED, vote_regrade
from exams.marking.work_out_regrade import FAULTS
from exams.models import Exam, KeyVersion, RegradeLine, RegradeProposal
from exams.queries import exams_for
from exams.templatetags.marking import points

State = RegradeProposal.State
TONES = {
    State.WORKING: "info",
    State.PROPOSED: "wait",
    State.APPROVED: "info",
    State.APPLIED: "ok",
    State.REFUSED: "stop",
}


def regrades_of(request: HttpRequest) -> QuerySet[RegradeProposal]:
    """Return the regrades of the exams that the person administers."""
    rows = RegradeProposal.objects.filter(exam__in=exams_for(person_of(request).pk))
    return rows.select_related("exam__agency", "proposed_by", "run")


REGRADES = Lister(
    caption=gettext_lazy("Regrades"),
    columns=(
        Column(
            "exam", gettext_lazy("Exam"), lambda p: p.exam.title, link=lambda p: reverse("exam_regrade", args=[p.pk])
        ),
        Column("reason", gettext_lazy("Reason"), lambda p: p.reason),
        Column("changed", gettext_lazy("Results that change"), lambda p: p.summary.get("changed"), numeric=True),
        Column("at", gettext_lazy("Proposed on"), lambda p: say_moment(p.proposed_at), sort=("proposed_at",)),
        Column("state", gettext_lazy("State"), lambda p: badge(p.get_state_display(), TONES[p.state]), sort=("state",)),
    ),
    filters=(
        Filter("state", gettext_lazy("State"), lambda rows, s: rows.filter(state=s), options=State.choices),
    ),
    order="-at",
)  # fmt: skip


@require_safe
@allow(administers)
def regrades(request: HttpRequest) -> HttpResponse:
    """List the regrades of my exams."""
    waiting = [exam for exam in exams_for(person_of(request).pk) if corrected_keys(exam.pk)]
    context = {"listing": REGRADES.page(request, regrades_of(request)), "waiting": waiting}
    return render(request, "exams/marking/regrades.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def regrade_new(request: HttpRequest, exam_id: int) -> HttpResponse:
    """Propose to mark all papers of an exam again."""
    exam = get_object_or_404(exams_for(person_of(request).pk), pk=exam_id)
    keys = corrected_keys(exam.pk)
    return act_page(
        request,
        form_class=ReasonForm,
        act=partial(propose_regrade, exam_id=exam.pk, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("exam_regrade", args=[made.pk]),
        done=_("The regrade is proposed; what it would change is being worked out."),
        template="exams/marking/regrade_new.html",
        initial={"reason": "；".join(dict.fromkeys(key.reason for key in keys if key.reason))[:500]},
        context={"exam": exam, "keys": _with_items(keys), "open": _open(exam)},
    )


def _with_items(keys: list[KeyVersion]) -> QuerySet[KeyVersion]:
    rows = KeyVersion.objects.filter(pk__in=[key.pk for key in keys])
    return rows.select_related("item_version__item", "item_version__law_ref").order_by("pk")


def _open(exam: Exam) -> RegradeProposal | None:
    states = [State.WORKING, State.PROPOSED, State.APPROVED]
    return RegradeProposal.objects.filter(exam=exam, state__in=states).first()


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def regrade(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Show what a regrade would change, and take the person's word on it."""
    proposal = found_or_404(request, proposal_id)
    person_id = person_of(request).pk
    voices = list(proposal.voices.select_related("person"))
    spoken = any(voice.person_id == person_id for voice in voices)
    return act_page(
        request,
        form_class=VoteForm,
        act=partial(vote_regrade, proposal_id=proposal.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("exam_regrade", args=[proposal.pk]),
        done=_("Your word is recorded."),
        template="exams/marking/regrade.html",
        initial={"agrees": "0"} if proposal.proposed_by_id == person_id else {},
        context={
            "proposal": proposal,
            "summary": proposal.summary,
            "tone": TONES[State(proposal.state)],
            "fault": FAULTS.get(proposal.summary.get("fault", "")),
            "voices": voices,
            "needed": NEEDED,
            "own": proposal.proposed_by_id == person_id,
            "may_speak": proposal.state == State.PROPOSED and not spoken,
            "under_way": proposal.state in {State.WORKING, State.APPROVED},
            "bars": _bars(proposal.summary.get("histogram", [])),
            "listing": LINES.page(request, lines_of(proposal)),
        },
    )


def found_or_404(request: HttpRequest, proposal_id: int) -> RegradeProposal:
    """Return a regrade of an exam that the person administers.

    Raises:
        Http404: for any other.
    """
    found = regrades_of(request).filter(pk=proposal_id).first()
    if found is None:
        raise Http404
    return found


def _bars(histogram: list[list[int]]) -> list[dict[str, Any]]:
    top = max((count for _points, count in histogram), default=1)
    return [{"points": p, "count": count, "percent": max(1, 100 * count // top)} for p, count in histogram]


def lines_of(proposal: RegradeProposal) -> QuerySet[RegradeLine]:
    """Return the lines of a regrade with the people they are about."""
    rows = RegradeLine.objects.filter(proposal=proposal)
    return rows.select_related("result__person", "result__sitting__candidate__agency", "result__session").defer(
        "result__item_points", "result__item_answers", "result__keys", "result__by_law", "result__rules",
        "result__sitting__answers", "result__sitting__texts",
    )  # fmt: skip


def outcome_words(line: RegradeLine) -> tuple[str, str]:
    """Return what a line means for the outcome, with its tone."""
    if line.old_passed == line.new_passed:
        return (_("as before"), "plain")
    return (_("pass gained"), "ok") if line.new_passed else (_("pass lost"), "stop")


LINES = Lister(
    caption=gettext_lazy("Results that change"),
    columns=(
        Column("name", gettext_lazy("Candidate"), lambda x: x.result.person.name, sort=("result__person__name",)),
        Column("agency", gettext_lazy("Agency"), lambda x: x.result.sitting.candidate.agency.title),
        Column("session", gettext_lazy("Session"), lambda x: x.result.session.title),
        Column("old", gettext_lazy("Points now"), lambda x: points(x.old_points), sort=("old_points",), numeric=True),
        Column("new", gettext_lazy("Points then"), lambda x: points(x.new_points), sort=("new_points",), numeric=True),
        Column("outcome", gettext_lazy("Pass or not"), lambda x: badge(*outcome_words(x))),
    ),
    filters=(
        Filter("q", gettext_lazy("Name of the person"), lambda rows, q: rows.filter(result__person__name__icontains=q)),
        Filter(
            "outcome",
            gettext_lazy("Pass or not"),
            lambda rows, o: rows.filter(old_passed=o == "lost", new_passed=o == "gained"),
            options=(("lost", gettext_lazy("pass lost")), ("gained", gettext_lazy("pass gained"))),
        ),
    ),
    order="name",
)


@require_safe
@allow(administers)
def regrade_lines(request: HttpRequest, proposal_id: int) -> FileResponse:
    """Give every line of a regrade as CSV."""
    proposal = found_or_404(request, proposal_id)
    file = csv_file(_table(proposal))
    return FileResponse(
        file, as_attachment=True, filename=f"regrade-{proposal.pk}.csv", content_type="text/csv; charset=utf-8"
    )


def _table(proposal: RegradeProposal) -> Iterator[list[Any]]:
    yield [str(column.label) for column in LINES.columns]
    for line in lines_of(proposal).order_by("pk").iterator(chunk_size=2000):
        result = line.result
        yield [
            result.person.name, result.sitting.candidate.agency.title, result.session.title, points(line.old_points),
            points(line.new_points), outcome_words(line)[0],
        ]  # fmt: skip
