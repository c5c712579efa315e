"""Answers that came after the end: the list of a session, one packet beside what is stored, and the decision."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, when
from exams.models import LatePacket
from exams.proctoring.access import Watch, watch_or_404, watches
from exams.proctoring.decide_late import compared, decide_late
from exams.proctoring.forms import LateForm
from exams.proctoring.views.console import seat_words, standing_badge
from exams.states import effective_state

TONES: Final = {"waiting": "wait", "accepted": "ok", "rejected": "stop"}


def state_badge(packet: LatePacket) -> str:
    """Return what became of a packet as a badge."""
    return badge(str(packet.get_state_display()), TONES[packet.state])


LATE = Lister(
    caption=gettext_lazy("Late answers"),
    columns=(
        Column(
            "name",
            gettext_lazy("Candidate"),
            lambda p: p.sitting.candidate.person.name,
            sort=("sitting__candidate__person__name",),
            link=lambda p: reverse("exam_late_packet", args=[p.sitting.session_id, p.pk]),
        ),
        Column("seat", gettext_lazy("Room and seat"), lambda p: seat_words(p.sitting.candidate)),
        Column("received", gettext_lazy("Received at"), lambda p: when(p.received_at), sort=("received_at",)),
        Column("answers", gettext_lazy("Answers sent"), lambda p: len(p.masks), numeric=True),
        Column("state", gettext_lazy("State"), state_badge, sort=("state",)),
    ),
    filters=(
        Filter("state", gettext_lazy("State"), lambda rows, s: rows.filter(state=s), options=LatePacket.State.choices),
    ),
    order="-received",
)


def packets(watch: Watch) -> Any:
    """Return the late packets in reach."""
    rows = LatePacket.objects.filter(sitting__session=watch.session).select_related(
        "sitting__candidate__person", "sitting__candidate__room"
    )
    return watch.narrowed(rows, "sitting__candidate__room")


@require_safe
@allow(watches)
def late_packets(request: HttpRequest, session_id: int) -> HttpResponse:
    """List the late packets of a session."""
    watch = watch_or_404(request, session_id)
    rows = packets(watch).defer("sitting__answers", "sitting__texts")
    context = {"session": watch.session, "listing": LATE.page(request, rows)}
    return render(request, "exams/proctoring/late.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(watches)
def late_packet(request: HttpRequest, session_id: int, packet_id: int) -> HttpResponse:
    """Show a packet beside what is stored, in numbers, and decide on it."""
    watch = watch_or_404(request, session_id)
    packet: LatePacket | None = packets(watch).filter(pk=packet_id).first()
    if packet is None:
        raise Http404
    comparison = compared(packet)
    here = reverse("exam_late_packets", args=[session_id])
    context = {
        "session": watch.session,
        "packet": packet,
        "candidate": packet.sitting.candidate,
        "comparison": comparison,
        "numbers": {
            "differing": [row.number for row in comparison.differing],
            "in_time": [row.number for row in comparison.in_time],
        },
        "badge": state_badge(packet),
        "standing": standing_badge(effective_state(packet.sitting, clock.now())),
        "back_url": here,
        "back_text": _("Late answers"),
        "submit": _("Decide"),
    }
    if packet.state != LatePacket.State.WAITING:
        if request.method == "POST":
            raise Http404
        return render(request, "exams/proctoring/late_packet.html", context)
    return act_page(
        request,
        form_class=LateForm,
        act=partial(decide_late, packet_id=packet_id, by=actor_of(request), at=clock.now()),
        template="exams/proctoring/late_packet.html",
        success_url=here,
        done=_("The decision is on record."),
        context=context,
    )
