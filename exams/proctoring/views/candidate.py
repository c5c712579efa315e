"""One candidate in the console: how the sitting stands, what happened, what can be done. No answer, no question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.web.templatetags.ui import who
from exams.models import Candidate, IdentityPhoto, Intervention, LatePacket, SaveJournal, Session, Sitting, SittingEvent
from exams.proctoring.access import watch_or_404, watches
from exams.proctoring.acts import offered_to
from exams.proctoring.candidates import listed
from exams.proctoring.check_in import HOW
from exams.proctoring.views.console import standing_badge
from exams.takeover import code_for

MOST = 100
TONES = {
    "focus_lost": ("eye-off", "wait"), "focus_back": ("eye", "plain"), "offline": ("wifi-off", "wait"),
    "online": ("wifi", "plain"), "fullscreen_left": ("minimize", "wait"), "copy": ("copy", "wait"),
    "reloaded": ("reload", "plain"), "warned": ("alert-triangle", "stop"), "seb_refused": ("shield-x", "stop"),
}  # fmt: skip


@dataclass(frozen=True)
class Happened:
    """One line of the timeline, as the component of the pages shows it."""

    at: datetime
    title: str
    text: str = ""
    by: str = ""
    icon: str = ""
    tone: str = "plain"


@never_cache
@require_safe
@allow(watches)
def candidate(request: HttpRequest, session_id: int, candidate_id: int) -> HttpResponse:
    """Show a candidate in reach."""
    watch = watch_or_404(request, session_id)
    found: Any = listed(watch).filter(pk=candidate_id).first()
    if found is None:
        raise Http404
    sitting: Sitting | None = getattr(found, "sitting", None)
    session = watch.session
    history = timeline(found, sitting)
    context = {
        "watch": watch,
        "session": session,
        "candidate": found,
        "sitting": sitting,
        "watched": getattr(sitting, "watch", None),
        "badge": standing_badge(found.standing),
        "standing": found.standing,
        "offers": offered_to(found, found.standing, session) if session.state != Session.State.RELEASED else [],
        "code": _code(session, sitting, found.standing),
        "devices": devices(sitting),
        "timeline": history[:MOST],
        "more": max(0, len(history) - MOST),
        "late": LatePacket.objects.filter(sitting=sitting).only("state", "received_at") if sitting else [],
        "photos": IdentityPhoto.objects.filter(candidate=found, deleted_at=None).order_by("-taken_at"),
        "as_of": clock.now(),
    }
    return render(request, "exams/proctoring/candidate.html", context)


def _code(session: Session, sitting: Sitting | None, standing: str) -> str:
    """Return the code for going on at another device, "" where none is asked for."""
    if sitting is None or session.takeover != Session.Takeover.CODE or standing not in {"running", "paused"}:
        return ""
    return code_for(sitting.pk, sitting.lease)


def devices(sitting: Sitting | None) -> list[dict[str, Any]]:
    """Return the devices of a sitting in turn: from when to when each saved, how often, and which writes now."""
    if sitting is None:
        return []
    rows = SaveJournal.objects.filter(sitting_id=sitting.pk).exclude(kind=SaveJournal.Kind.LATE)
    by_lease = rows.values("lease").annotate(first=Min("at"), last=Max("at"), saves=Count("seq")).order_by("lease")
    return [{**row, "now": sitting.closed_at is None and row["lease"] == sitting.lease} for row in by_lease]


def timeline(found: Candidate, sitting: Sitting | None) -> list[Happened]:
    """Return what happened around a sitting, the latest first: its start and end, interventions, events."""
    entries = [*_own(sitting), *map(_intervened, _interventions(found, sitting))]
    if sitting is not None:
        entries += [_noticed(event) for event in SittingEvent.objects.filter(sitting=sitting).order_by("-pk")[:500]]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _own(sitting: Sitting | None) -> list[Happened]:
    if sitting is None or sitting.started_at is None:
        return []
    entries = [Happened(sitting.started_at, _("Began"), icon="player-play", tone="info")]
    if sitting.closed_at is not None and sitting.state in {"submitted", "expired"}:
        title = _("Handed in by the candidate") if sitting.state == "submitted" else _("Time was over")
        entries.append(Happened(sitting.closed_at, title, icon="circle-check", tone="ok"))
    return entries


def _interventions(found: Candidate, sitting: Sitting | None) -> list[Intervention]:
    touched = Q(candidate=found)
    if sitting is not None:
        touched |= Q(sittings__contains=[sitting.pk])
    return list(Intervention.objects.filter(touched, session_id=found.session_id).defer("sittings"))


def _intervened(row: Intervention) -> Happened:
    minutes = row.seconds // 60
    words = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes} if minutes else ""
    reason = str(HOW.get(row.reason, row.reason))
    title = f"{row.get_kind_display()} · {words}" if words else row.get_kind_display()
    return Happened(row.done_at, title, reason, who(row.done_by), icon="gavel", tone="info")


def _noticed(event: SittingEvent) -> Happened:
    icon, tone = TONES[event.kind]
    lasted = ngettext("%(n)d second", "%(n)d seconds", event.seconds) % {"n": event.seconds} if event.seconds else ""
    return Happened(event.received_at, event.get_kind_display(), lasted, icon=icon, tone=tone)
