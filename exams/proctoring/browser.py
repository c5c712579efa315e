"""Ask for the Safe Exam Browser where a session wants it; say in plain words what is wrong where it is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from exams.models import Candidate, Intervention, Session, Sitting, SittingEvent
from exams.proctoring import seb
from exams.proctoring.seb import Finding

PROOF: Final = "exam_browser"
"""Under this key a signed-in browser's session keeps until when it has proved, by script, what it is: by sitting."""
PROOF_SECONDS: Final = 60
PAGES: Final[Mapping[str, str]] = {"lobby": "exam_lobby", "paper": "exam_paper"}
"""The pages that ask, by the short name that their script sends."""
SENTENCES: Final[Mapping[Finding, tuple[str | Promise, str | Promise]]] = {
    "missing": (
        _("This exam must be opened in the Safe Exam Browser."),
        _("The browser that you use now said nothing about a configuration. It is an ordinary browser."),
    ),
    "old": (
        _("This Safe Exam Browser is too old."),
        _("It sent only the key of its own version, not the key of the configuration. It must be updated."),
    ),
    "malformed": (
        _("What the browser sent cannot be read."),
        _("It is not the fingerprint of a configuration. Something between the browser and the server changed it."),
    ),
    "other_address": (
        _("The exam was opened at another address."),
        _("The configuration is the right one, but the browser opened this page under an address that is not ours."),
    ),
    "other_key": (
        _("The Safe Exam Browser has another configuration."),
        _("It was started with the file of another session, or with a file that was changed afterwards."),
    ),
}


def required(request: HttpRequest, session: Session, candidate: Candidate) -> HttpResponse | None:
    """Return the page that explains a wrong browser, or None where the candidate may go on.

    Call it at the top of the page before the start and of the paper's own page. A session without keys costs nothing;
    the right browser costs no query. A proctor's override counts, and so does a proof by script of the last minute.
    """
    if not session.seb_keys:
        return None
    url = address(request.path)
    finding = seb.diagnose(
        url=url,
        header_hash=request.headers.get(seb.HEADER, ""),
        old_hash=request.headers.get(seb.OLD_HEADER, ""),
        others=_others(request),
        keys=session.seb_keys,
    )
    sitting: Sitting | None = getattr(candidate, "sitting", None)
    if finding == "ok" or _proved(request, sitting) or overridden(session, candidate):
        return None
    note_refusal(sitting, clock.now())
    return _explained(request, session, candidate, finding)


def address(path: str) -> str:
    """Return the one address of a page: our own origin as the installation states it, and the path."""
    return f"{settings.PUBLIC_URL}{path}"


def prove(request: HttpRequest, session: Session, sitting: Sitting, *, page: str, given: str) -> bool:
    """Return whether a script's hash is that of a page of ours, and remember it for a minute if it is.

    ``page`` is a short name; the address is built here, never taken from the browser.
    """
    name = PAGES.get(page)
    if name is None or not seb.accepts(address(reverse(name, args=[sitting.pk])), given, session.seb_keys):
        return False
    until = int(clock.now().timestamp()) + PROOF_SECONDS
    request.session[PROOF] = {**request.session.get(PROOF, {}), str(sitting.pk): until}
    return True


def _proved(request: HttpRequest, sitting: Sitting | None) -> bool:
    if sitting is None:
        return False
    until = request.session.get(PROOF, {}).get(str(sitting.pk), 0)
    return bool(until >= clock.now().timestamp())


def overridden(session: Session, candidate: Candidate) -> bool:
    """Return whether a proctor allowed this candidate another browser: alone, or with the room, site or session."""
    room = candidate.room
    scope = Q(candidate=candidate) | Q(candidate=None, room=None, site=None)
    if room is not None:
        scope |= Q(candidate=None, room=room) | Q(candidate=None, room=None, site=room.site_id)
    allowed = Intervention.objects.filter(session=session, kind=Intervention.Kind.SEB_OVERRIDE)
    return allowed.filter(scope).exists()


def note_refusal(sitting: Sitting | None, at: datetime) -> None:
    """Record, at most once a minute, that a candidate came with the wrong browser: the console shows it."""
    if sitting is None:
        return
    event = SittingEvent(
        sitting=sitting,
        kind=SittingEvent.Kind.SEB_REFUSED,
        lease=sitting.lease,
        number=int(at.timestamp()) // 60,
        received_at=at,
    )
    SittingEvent.objects.bulk_create([event], ignore_conflicts=True)


def _others(request: HttpRequest) -> Iterator[str]:
    """Yield addresses at which the right browser may have opened this page: with a query, another host or scheme."""
    full = request.get_full_path()
    yield address(full)
    for scheme in ("http", "https"):
        yield f"{scheme}://{request.get_host()}{request.path}"
        yield f"{scheme}://{request.get_host()}{full}"


def _explained(request: HttpRequest, session: Session, candidate: Candidate, finding: Finding) -> HttpResponse:
    title, why = SENTENCES[finding]
    received = request.headers.get(seb.HEADER, "").strip()
    here = request.resolver_match.url_name if request.resolver_match else ""
    context: dict[str, Any] = {
        "session": session,
        "candidate": candidate,
        "finding": finding,
        "title": title,
        "why": why,
        "received": received[:12],
        "opened": request.build_absolute_uri(request.path),
        "expected": address(request.path),
        "page": next((short for short, name in PAGES.items() if name == here), ""),
    }
    return render(request, "exams/proctoring/browser.html", context, status=403)
