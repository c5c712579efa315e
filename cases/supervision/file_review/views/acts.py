"""What supervisors do in a round: draw, appoint scorers, send results, close, declare void."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.supervision.access import supervises
from cases.supervision.file_review.access import round_for
from cases.supervision.file_review.announce_results import announce_results
from cases.supervision.file_review.appoint_scorers import appoint_scorers
from cases.supervision.file_review.close_round import close_round
from cases.supervision.file_review.draw_files import draw_files
from cases.supervision.file_review.forms.rounds import DrawForm, ReasonForm, ScorersForm
from cases.supervision.file_review.models import ReviewRound
from cases.supervision.file_review.pool import named
from cases.supervision.file_review.void_round import void_round
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page


def _page(request: HttpRequest, row: ReviewRound, act: Callable[..., Any], **more: Any) -> HttpResponse:
    context = {"back_url": row.get_absolute_url(), "back_text": row.number, **more.pop("context")}
    return act_page(
        request, act=partial(act, round_id=row.pk, by=actor_of(request), at=clock.now()),
        success_url=row.get_absolute_url(), context=context, **more,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(supervises)
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the public value, and draw."""
    row = round_for(request, pk)
    words = _("Announced: %(source)s. The seed follows from it and is published at once; there is no second draw.")
    return _page(
        request, row, draw_files, form_class=DrawForm if row.value_kind == row.Value.LOTTERY else Form,
        done=_("Drawn. Now appoint the scorers."),
        context={"heading": _("Draw the files"), "lead": words % {"source": row.value_source}, "submit": _("Draw now")},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(supervises)
def scorers(request: HttpRequest, pk: int) -> HttpResponse:
    """Appoint scorers."""
    row = round_for(request, pk)
    lead = _("Each file goes to two of them. Who gets which is decided by the seed, evenly, not by you.")
    return _page(
        request, row, appoint_scorers, form_class=ScorersForm, done=_("The files are given out."),
        form_arguments={"people": named(row)},
        initial={"person_ids": list(row.scorers.values_list("pk", flat=True))},
        context={"heading": _("Appoint the scorers"), "lead": lead, "submit": _("Appoint them")},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(supervises)
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare a round void."""
    row = round_for(request, pk)
    lead = _("The round stays on the public page with this reason, and its number is not given again.")
    return _page(
        request, row, void_round, form_class=ReasonForm, done=_("The round is void."),
        context={
            "heading": _("Declare the round void"), "lead": lead, "submit": _("Declare it void"), "tone": "danger",
        },
    )  # fmt: skip


@require_POST
@allow(supervises)
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the results to the agencies."""
    announce_results(round_id=round_for(request, pk).pk, by=actor_of(request), at=clock.now())
    return redirect(reverse("file_review", args=[pk]))


@require_POST
@allow(supervises)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a round."""
    close_round(round_id=round_for(request, pk).pk, by=actor_of(request), at=clock.now())
    return redirect(reverse("file_review", args=[pk]))
