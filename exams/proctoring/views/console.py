"""The console: a session at a glance, its rooms, its candidates; one room seat by seat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import person_of
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, when
from exams.models import Candidate, Room, Session
from exams.proctoring import figures as figuring
from exams.proctoring.access import Watch, sessions_watched, watch_or_404, watches
from exams.proctoring.acts import offered_for
from exams.proctoring.candidates import in_room, listed, silent, warned, with_late_packets
from exams.proctoring.name_proctors import rooms_of

STANDINGS: Final[dict[str, tuple[Any, str]]] = {
    "assigned": (gettext_lazy("not begun"), "plain"),
    "running": (gettext_lazy("sitting"), "info"),
    "paused": (gettext_lazy("paused"), "wait"),
    "submitted": (gettext_lazy("handed in"), "ok"),
    "expired": (gettext_lazy("time over"), "ok"),
    "terminated": (gettext_lazy("ended by the proctor"), "wait"),
    "voided": (gettext_lazy("void"), "stop"),
}
UNCHECKED: Final = frozenset({"assigned", "running", "paused"})
"""States in which it matters that nobody has checked an identity."""
SIGNALS: Final[dict[str, tuple[Any, Callable[[QuerySet[Candidate]], QuerySet[Candidate]]]]] = {
    "silent60": (gettext_lazy("no sign of life for 1 minute"), lambda rows: silent(rows, seconds=60)),
    "silent180": (gettext_lazy("no sign of life for 3 minutes"), lambda rows: silent(rows, seconds=180)),
    "silent600": (gettext_lazy("no sign of life for 10 minutes"), lambda rows: silent(rows, seconds=600)),
    "warned": (gettext_lazy("warned"), warned),
    "late": (gettext_lazy("late answers waiting"), with_late_packets),
    "absent": (gettext_lazy("identity not checked"), lambda rows: rows.filter(present_at=None)),
}


def standing_badge(standing: str | None) -> str:
    """Return a state as a badge; none for a candidate without a paper."""
    text, tone = STANDINGS.get(standing or "", (_("on the list"), "plain"))
    return badge(str(text), tone)


def _chosen(candidate: Any) -> SafeString:
    return format_html(
        '<input class="form-check-input" type="checkbox" name="candidate" value="{}" form="chosen" aria-label="{}">',
        candidate.pk,
        candidate.person.name,
    )


def seat_words(candidate: Candidate) -> str:
    """Return where somebody sits: room and seat."""
    if candidate.room is None:
        return ""
    return f"{candidate.room.name} · {candidate.seat}" if candidate.seat else candidate.room.name


def _watch(candidate: Any) -> str | int:
    watch = getattr(getattr(candidate, "sitting", None), "watch", None)
    return watch.warned if watch and watch.warned else ""


def _alive(candidate: Any) -> str:
    return when(candidate.alive_at) if candidate.standing in {"running", "paused"} else ""


def _until(candidate: Any) -> str:
    sitting = getattr(candidate, "sitting", None)
    return when(sitting.deadline_at) if sitting and candidate.standing == "running" else ""


def lister(watch: Watch, rooms: list[Room]) -> Lister:
    """Return the list of candidates of a session as somebody watches it."""
    to = lambda c: reverse("exam_console_candidate", args=[watch.session.pk, c.pk])  # noqa: E731
    return Lister(
        caption=gettext_lazy("Candidates"),
        columns=(
            Column("pick", gettext_lazy("Choose"), _chosen),
            Column("name", gettext_lazy("Name"), lambda c: c.person.name, sort=("person__name",), link=to),
            Column("seat", gettext_lazy("Room and seat"), seat_words, sort=("room__name", "seat")),
            Column("state", gettext_lazy("State"), lambda c: standing_badge(c.standing), sort=("standing",)),
            Column("until", gettext_lazy("Ends"), _until, sort=("sitting__deadline_at",)),
            Column("alive", gettext_lazy("Last sign of life"), _alive, sort=("alive_at",)),
            Column("warned", gettext_lazy("Warnings"), _watch, sort=("sitting__watch__warned",), numeric=True),
            Column("agency", gettext_lazy("Agency"), lambda c: c.agency.title, sort=("agency__path",)),
        ),
        filters=(
            Filter(
                "q",
                gettext_lazy("Name or ticket"),
                lambda rows, q: rows.filter(Q(person__name__icontains=q) | Q(ticket__icontains=q)),
            ),
            Filter(
                "room",
                gettext_lazy("Room"),
                lambda rows, room: rows.filter(room=room),
                options=[(str(r.pk), str(r)) for r in rooms],
            ),
            Filter(
                "state",
                gettext_lazy("State"),
                lambda rows, state: rows.filter(standing=state),
                options=[(code, text) for code, (text, _tone) in STANDINGS.items()],
            ),
            Filter(
                "signal",
                gettext_lazy("Needs a look"),
                lambda rows, signal: SIGNALS[signal][1](rows),
                options=[(code, text) for code, (text, _narrow) in SIGNALS.items()],
            ),
        ),
        order="seat",
    )


@never_cache
@require_safe
@allow(watches)
def console(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show a session as it runs."""
    watch = watch_or_404(request, session_id)
    shown = _figures(watch)
    rooms = [room for room, _of in shown["by_room"]]
    context = {
        **shown,
        "listing": lister(watch, rooms).page(request, listed(watch)),
        "offers": offered_for("candidates", watch.session),
        "wide": offered_for("session", watch.session) if watch.all_of_it else [],
        "sites": list(dict.fromkeys(room.site for room in rooms)),
    }
    return render(request, "exams/proctoring/console.html", context)


@never_cache
@require_safe
@allow(watches)
def console_figures(request: HttpRequest, session_id: int) -> HttpResponse:
    """Give the figures alone, for the page that asks every five seconds: without what a whole page would ask for."""
    watch = watch_or_404(request, session_id)
    return HttpResponse(render_to_string("exams/proctoring/_figures.html", _figures(watch)))


def rooms_in_reach(watch: Watch) -> list[Room]:
    """Return the rooms of a session that somebody watches, by site and name."""
    rooms = Room.objects.filter(pk__in=rooms_of(watch.session)).select_related("site")
    return list(watch.narrowed(rooms, "pk").order_by("site__name", "name"))


def _figures(watch: Watch) -> dict[str, Any]:
    """Return what the page that asks every five seconds shows: the rooms are those in which somebody sits."""
    read = figuring.figures(watch.session.pk)
    rooms = Room.objects.filter(pk__in=[pk for pk in read.by_room if pk is not None]).select_related("site")
    return {
        "watch": watch,
        "session": watch.session,
        "figures": read.of(watch.rooms),
        "by_room": [(r, read.by_room[r.pk]) for r in watch.narrowed(rooms, "pk").order_by("site__name", "name")],
        "as_of": read.at,
        "live": watch.session.state == Session.State.OPEN,
    }


@never_cache
@require_safe
@allow(watches)
def room(request: HttpRequest, session_id: int, room_id: int) -> HttpResponse:
    """Show a room seat by seat."""
    watch = watch_or_404(request, session_id)
    found = next((r for r in rooms_in_reach(watch) if r.pk == room_id), None)
    if found is None:
        raise Http404
    context = {**_seats(watch, found), "offers": offered_for("room", watch.session)}
    return render(request, "exams/proctoring/room.html", context)


@never_cache
@require_safe
@allow(watches)
def room_seats(request: HttpRequest, session_id: int, room_id: int) -> HttpResponse:
    """Give the seats alone, for the page that asks every five seconds."""
    watch = watch_or_404(request, session_id)
    found = Room.objects.select_related("site").filter(pk=room_id).first()
    if found is None or not watch.sees_room(room_id):
        raise Http404
    return HttpResponse(render_to_string("exams/proctoring/_seats.html", _seats(watch, found)))


def _seats(watch: Watch, found: Room) -> dict[str, Any]:
    at = clock.now()
    seats = [
        {
            "candidate": candidate,
            "badge": standing_badge(candidate.standing),
            "silent": _is_silent(candidate, at),
            "warned": _watch(candidate),
            "until": _until(candidate),
            "unchecked": candidate.present_at is None and candidate.standing in UNCHECKED,
        }
        for candidate in in_room(watch, found.pk)
    ]
    return {
        "watch": watch,
        "session": watch.session,
        "room": found,
        "seats": seats,
        "as_of": at,
        "live": watch.session.state == Session.State.OPEN,
    }


def _is_silent(candidate: Any, at: Any) -> bool:
    quiet = candidate.standing == "running" and candidate.alive_at
    return bool(quiet and (at - candidate.alive_at).total_seconds() > figuring.SILENT_SECONDS)


WATCHED = Lister(
    caption=gettext_lazy("Sessions you watch"),
    columns=(
        Column(
            "title",
            gettext_lazy("Session"),
            lambda s: f"{s.exam.title} · {s.title}",
            sort=("exam__title", "title"),
            link=lambda s: reverse("exam_console", args=[s.pk]),
        ),
        Column("opens", gettext_lazy("Opens"), lambda s: when(s.opens_at), sort=("opens_at",)),
        Column("closes", gettext_lazy("Closes"), lambda s: when(s.closes_at), sort=("closes_at",)),
    ),
    order="-opens",
)


@require_safe
@allow(watches)
def watched(request: HttpRequest) -> HttpResponse:
    """List the sessions for which I am named a proctor."""
    listing = WATCHED.page(request, sessions_watched(person_of(request).pk))
    return render(request, "exams/proctoring/watched.html", {"listing": listing})
