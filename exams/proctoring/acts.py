"""The interventions as the console offers them: their words, for which states, over which scopes, with which form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exams.models import Candidate, Session
from exams.proctoring import (
    admit_late,
    check_in,
    extend,
    override_browser,
    pause,
    reinstate,
    reopen,
    resume,
    terminate,
    undo_check_in,
    void,
)
from exams.proctoring.forms import AdmitForm, CheckInForm, ExtendForm, ReasonForm, ReopenForm
from exams.proctoring.intervention import Done

ALL: Final = frozenset({"candidates", "room", "site", "session"})
ANY_STATE: Final = frozenset({"assigned", "running", "paused", "submitted", "expired", "terminated"})


@dataclass(frozen=True)
class Offer:
    """One intervention: ``states`` are those of sittings for which it does something."""

    kind: str
    act: Callable[..., Done]
    form: type[forms.Form]
    title: str | Promise
    lead: str | Promise
    icon: str
    states: frozenset[str]
    tone: str = "primary"
    scopes: frozenset[str] = ALL


def offered_to(candidate: Candidate, standing: str, session: Session) -> list[Offer]:
    """Return what can be done for one candidate as things stand."""
    left_out = {"present" if candidate.present_at is not None else "uncheck"}
    if not session.seb_keys:
        left_out.add("seb_override")
    return [offer for offer in OFFERS.values() if standing in offer.states and offer.kind not in left_out]


def offered_for(scope: str, session: Session) -> list[Offer]:
    """Return what can be done for several at once."""
    return [
        offer
        for offer in OFFERS.values()
        if scope in offer.scopes and (offer.kind != "seb_override" or session.seb_keys)
    ]


_IN_ORDER: Final = (
    Offer(
        "present", check_in.check_in, CheckInForm, _("Check the identity"),
        _("You saw the person and the document, and they fit the list."), "id", frozenset({"assigned", "running"}),
        scopes=frozenset({"candidates"}),
    ),
    Offer(
        "extend", extend.extend, ExtendForm, _("More time"),
        _("It shows on the candidates' screens within ten seconds."), "clock-plus",
        frozenset({"assigned", "running", "paused"}),
    ),
    Offer(
        "pause", pause.pause, ReasonForm, _("Pause"),
        _("The clock stops. Answers given until now are still taken; new ones wait on the computer."), "player-pause",
        frozenset({"running"}),
    ),
    Offer(
        "resume", resume.resume, ReasonForm, _("Let go on"),
        _("Everybody gets back exactly the time that their pause took."), "player-play", frozenset({"paused"}),
    ),
    Offer(
        "admit_late", admit_late.admit_late, AdmitForm, _("Admit late"),
        _("Those who have not begun may still start until the moment that you choose."), "door-enter",
        frozenset({"assigned"}),
    ),
    Offer(
        "reopen", reopen.reopen, ReopenForm, _("Open again"),
        _("For papers that ended by a power cut or by mistake and are not marked. What was handed in stays so."),
        "lock-open", frozenset({"expired", "terminated"}),
    ),
    Offer(
        "seb_override", override_browser.override_browser, ReasonForm, _("Allow another browser"),
        _("For this session, these candidates need not use the Safe Exam Browser."), "browser-check",
        frozenset({"assigned", "running", "paused"}),
    ),
    Offer(
        "uncheck", undo_check_in.undo_check_in, ReasonForm, _("Undo the identity check"),
        _("For a check that was recorded by mistake. Who recorded it, and that it was undone, both stay on record."),
        "arrow-back-up", ANY_STATE, scopes=frozenset({"candidates"}),
    ),
    Offer(
        "terminate", terminate.terminate, ReasonForm, _("Take the paper in"),
        _("It ends now. What was saved counts and is marked."), "file-import", frozenset({"running", "paused"}),
        tone="danger",
    ),
    Offer(
        "reinstate", reinstate.reinstate, ReasonForm, _("Reinstate"),
        _("The paper counts again, in the state that it was in; who was sitting gets back the time that was lost."),
        "restore", frozenset({"voided"}),
    ),
    Offer(
        "void", void.void, ReasonForm, _("Declare void"),
        _("The paper does not count. Nothing is deleted, and it can be reinstated."), "ban", ANY_STATE, tone="danger",
    ),
)  # fmt: skip
OFFERS: Final[Mapping[str, Offer]] = {offer.kind: offer for offer in _IN_ORDER}


def initial(kind: str) -> dict[str, Any]:
    """Return what a form begins with."""
    return {"extend": {"minutes": 10}, "reopen": {"minutes": 10}}.get(kind, {})
