"""Pairs of similar papers, for the administrator: the list, one pair side by side, what a person found."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.jobs.enqueue import enqueue
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from exams.access import administers
from exams.models import ItemVersion, SimilarPair, Sitting
from exams.proctoring.access import administered_or_404
from exams.proctoring.find_pairs import JOB
from exams.proctoring.forms import VerdictForm
from exams.proctoring.look_at_pair import look_at_pair
from exams.proctoring.views.console import seat_words

TONES = {"open": "wait", "nothing": "ok", "followed": "stop"}
RARE = 0.001


def verdict_badge(pair: SimilarPair) -> str:
    """Return what a person found as a badge."""
    return badge(str(pair.get_verdict_display()), TONES[pair.verdict])


def by_chance(pair: SimilarPair) -> str:
    """Return in how many pairs of the session so much agreement would appear by chance."""
    expected = pair.figures["chance_pairs"] if "chance_pairs" in pair.figures else pair.figures["p"]
    return f"< {RARE:g}" if expected < RARE else f"{expected:.3f}"


def apart(pair: SimilarPair) -> str:
    """Return how near the two sat."""
    if not pair.figures.get("same_room"):
        return ""
    seats = pair.figures.get("seats_apart")
    return _("same room") if seats is None else _("same room, %(n)d seats apart") % {"n": seats}


PAIRS = Lister(
    caption=gettext_lazy("Similar answers"),
    columns=(
        Column(
            "pair",
            gettext_lazy("Candidates"),
            lambda p: f"{p.first.candidate.person.name} – {p.second.candidate.person.name}",
            sort=("first__candidate__person__name",),
            link=lambda p: reverse("exam_pair", args=[p.session_id, p.pk]),
        ),
        Column("same", gettext_lazy("Same wrong answers"), lambda p: p.figures["same_wrong"], numeric=True),
        Column("expected", gettext_lazy("By chance"), lambda p: f"{p.figures['expected']:.1f}", numeric=True),
        Column("z", "z", lambda p: f"{p.figures['z']:.1f}", sort=("figures__z",), numeric=True),
        Column("chance", gettext_lazy("Such pairs by chance"), by_chance, sort=("figures__p",), numeric=True),
        Column("seats", gettext_lazy("Their seats"), apart),
        Column("verdict", gettext_lazy("Found"), verdict_badge, sort=("verdict",)),
    ),
    filters=(
        Filter(
            "verdict",
            gettext_lazy("Found"),
            lambda rows, v: rows.filter(verdict=v),
            options=SimilarPair.Verdict.choices,
        ),
    ),
    order="chance",
)


@require_safe
@allow(administers)
def pairs(request: HttpRequest, session_id: int) -> HttpResponse:
    """List the pairs of a session."""
    watch = administered_or_404(request, session_id)
    rows = SimilarPair.objects.filter(session=watch.session).select_related(
        "first__candidate__person", "second__candidate__person"
    )
    rows = rows.defer("first__answers", "first__texts", "second__answers", "second__texts")
    context = {"session": watch.session, "listing": PAIRS.page(request, rows)}
    return render(request, "exams/proctoring/pairs.html", context)


@require_POST
@allow(administers)
def find(request: HttpRequest, session_id: int) -> HttpResponse:
    """Have pairs looked for in the background."""
    watch = administered_or_404(request, session_id)
    by = person_of(request).pk
    job = enqueue(kind=JOB, arguments={"session_id": watch.session.pk}, by_person_id=by, at=clock.now())
    return redirect("job", job.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def pair(request: HttpRequest, session_id: int, pair_id: int) -> HttpResponse:
    """Show two papers side by side, in counts, and take what a person found."""
    watch = administered_or_404(request, session_id)
    found = SimilarPair.objects.select_related("looked_by").filter(session=watch.session, pk=pair_id).first()
    if found is None:
        raise Http404
    here = reverse("exam_pairs", args=[session_id])
    first, second = _sides(found)
    return act_page(
        request,
        form_class=VerdictForm,
        initial={"verdict": found.verdict, "note": found.note},
        act=partial(look_at_pair, pair_id=pair_id, by=actor_of(request), at=clock.now()),
        template="exams/proctoring/pair.html",
        success_url=here,
        done=_("What you found is on record."),
        context={
            "session": watch.session,
            "pair": found,
            "first": first,
            "second": second,
            "figures": found.figures,
            "chance": by_chance(found),
            "near": apart(found),
            "badge": verdict_badge(found),
            "questions": _questions(found),
            "submit": _("Record what I found"),
            "back_url": here,
        },
    )


def _sides(found: SimilarPair) -> list[dict[str, Any]]:
    rows = Sitting.objects.select_related("candidate__person", "candidate__agency", "candidate__room", "watch")
    sittings = rows.defer("answers", "texts").in_bulk([found.first_id, found.second_id])
    return [
        {
            "sitting": sitting,
            "candidate": sitting.candidate,
            "seat": seat_words(sitting.candidate),
            "focus": getattr(getattr(sitting, "watch", None), "focus", 0),
        }
        for sitting in (sittings[found.first_id], sittings[found.second_id])
    ]


def _questions(found: SimilarPair) -> list[dict[str, Any]]:
    """Return the questions answered wrongly in the same way, the rarest agreement first."""
    told = found.figures.get("questions", [])
    versions = ItemVersion.objects.select_related("item").in_bulk([row["version"] for row in told])
    rows = [
        {**row, "item": versions[row["version"]].item, "share": 100 * row["alike"] / max(row["erred"], 1)}
        for row in told
    ]
    return sorted(rows, key=lambda row: row["share"])
