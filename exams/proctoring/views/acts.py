"""The page of an intervention: whom it is for, how they stand, what it does, why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page
from enforcement.web.asked import number, numbers
from exams.proctoring.access import Watch, watch_or_404, watches
from exams.proctoring.acts import OFFERS, Offer, initial
from exams.proctoring.candidates import listed
from exams.proctoring.scope import MOST, Scope, checked, named
from exams.proctoring.views.console import standing_badge
from exams.proctoring.words import done_words

NAMES = 12
REASONS = (
    gettext_lazy("Power cut"),
    gettext_lazy("Network failure"),
    gettext_lazy("Computer failure"),
    gettext_lazy("Late because of traffic"),
    gettext_lazy("Illness during the exam"),
    gettext_lazy("Breach of the rules of the room"),
    gettext_lazy("Done by mistake before"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(watches)
def intervene(request: HttpRequest, session_id: int, kind: str) -> HttpResponse:
    """Intervene for candidates, a room, a site or the session, as the address names them."""
    watch = watch_or_404(request, session_id)
    offer = OFFERS.get(kind)
    if offer is None:
        raise Http404
    scope = _scope(request)
    if scope is None:
        messages.warning(request, _("Choose at least one candidate first."))
        return redirect("exam_console", session_id)
    try:
        checked(watch, scope)
    except NotFound:
        raise Http404 from None
    whom = _whom(watch, scope, offer)
    back = _back(session_id, scope)
    return act_page(
        request,
        form_class=offer.form,
        form_arguments={"sure": _sure(scope, whom)},
        initial=initial(kind),
        act=partial(offer.act, session_id=session_id, by=actor_of(request), scope=scope),
        template="exams/proctoring/act.html",
        success_url=back,
        done=lambda done: done_words(done.kind, len(done.touched), done.untouched),
        context={
            "heading": offer.title,
            "lead": offer.lead,
            "submit": offer.title,
            "tone": offer.tone,
            "back_url": back,
            "back_text": _("Console"),
            "whom": whom,
            "reasons": REASONS,
            "session": watch.session,
        },
    )


def _scope(request: HttpRequest) -> Scope | None:
    """Return what the address names, None where it names nobody."""
    asked = request.GET
    ids = numbers(asked.getlist("candidate"))[: MOST + 1]
    if ids:
        return Scope(candidates=tuple(dict.fromkeys(ids)))
    if (room := number(asked.get("room"))) is not None:
        return Scope(room=room)
    if (site := number(asked.get("site"))) is not None:
        return Scope(site=site)
    return Scope() if asked.get("all") else None


def _whom(watch: Watch, scope: Scope, offer: Offer) -> dict[str, Any]:
    """Return who is in a scope: how many stand in which state, how many of them this is for, a few names."""
    rows = listed(watch).filter(**scope.rows())
    counted = rows.order_by().values_list("standing").annotate(n=Count("pk"))
    by_standing: Mapping[str, int] = {standing or "": n for standing, n in counted}
    total = sum(by_standing.values())
    meant = sum(n for standing, n in by_standing.items() if standing in offer.states)
    return {
        "total": total,
        "meant": meant,
        "rest": total - meant,
        "by_standing": [(standing_badge(standing), n) for standing, n in by_standing.items()],
        "names": [row.person.name for row in rows.order_by("pk")[:NAMES]] if scope.kind == "candidates" else [],
        "place": named(scope) or ("" if scope.kind == "candidates" else _("the whole session")),
    }


def _sure(scope: Scope, whom: Mapping[str, Any]) -> str:
    if scope.kind == "candidates":
        return ""
    words = ngettext(
        "Yes, for all of them: %(n)d candidate in %(place)s",
        "Yes, for all of them: %(n)d candidates in %(place)s",
        whom["meant"],
    )
    return words % {"n": whom["meant"], "place": whom["place"]}


def _back(session_id: int, scope: Scope) -> str:
    if len(scope.candidates) == 1:
        return reverse("exam_console_candidate", args=[session_id, scope.candidates[0]])
    if scope.room is not None:
        return reverse("exam_console_room", args=[session_id, scope.room])
    return reverse("exam_console", args=[session_id])
