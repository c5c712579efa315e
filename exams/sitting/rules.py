"""The rules of an exam in sentences, for the page before the start: what is asked, how it counts, what is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement.web.times import say_moment
from exams.models import Accommodation, Session, Sitting
from exams.shuffle import Content

NAMES: Final[Mapping[str, str | Promise]] = {
    "single": gettext_lazy("%(n)s single choice"),
    "multiple": gettext_lazy("%(n)s multiple choice"),
    "true_false": gettext_lazy("%(n)s true or false"),
    "fill_in": gettext_lazy("%(n)s fill-in"),
    "short_answer": gettext_lazy("%(n)s short answers"),
}


def until_of(session: Session, sitting: Sitting) -> datetime:
    """Return the moment from which a paper can no longer be started."""
    return sitting.admit_until or session.entry_until or session.closes_at


def of_the_paper(session: Session, sitting: Sitting, content: Content) -> list[str]:
    """Return when and how long one sits, and what is asked for how many points."""
    return [*_time(session, sitting), make_up(content), _points(content)]


def of_the_conduct(session: Session, content: Content) -> list[str]:
    """Return how answers are kept and marked, and when the result comes."""
    lines = []
    if any(item["type"] == "short_answer" for item in content.items):
        lines.append(_("Short answers are marked by two people who do not see each other's marks."))
    lines.append(
        _(
            "Each answer is saved as you give it, and kept on this computer when the network is away. "
            "The paper is handed in when you say so, or as it stands when time is over."
        )
    )
    if session.takeover == Session.Takeover.CODE:
        lines.append(_("To change to another device you need a code from the proctor."))
    else:
        lines.append(_("You may change to another device: the paper goes on there, and closes here."))
    if session.release_at_once:
        lines.append(_("You see the result right after you have handed in."))
    else:
        lines.append(_("The result is released after the session."))
    return lines


def _time(session: Session, sitting: Sitting) -> list[str]:
    minutes = session.minutes + sitting.extra_seconds // 60
    window = {"opens": say_moment(session.opens_at), "closes": say_moment(session.closes_at), "minutes": minutes}
    until = {"at": say_moment(until_of(session, sitting))}
    if session.fixed:
        lines = [
            _("The exam begins %(opens)s for everybody and takes %(minutes)s minutes. Who starts later has less time.")
            % window
        ]
    else:
        lines = [
            _("The session is open from %(opens)s to %(closes)s. Choose your own time in it.") % window,
            _("Time runs from the moment you start: %(minutes)s minutes, but not past the end of the session.")
            % window,
        ]
    return [*lines, _("You can start until %(at)s.") % until] if session.entry_until or sitting.admit_until else lines


def make_up(content: Content) -> str:
    """Return how many questions there are of each type: "40 single choice, 20 multiple choice; 2 cases"."""
    counts = Counter(item["type"] for item in content.items)
    parts = _(", ").join(str(words) % {"n": counts[type_]} for type_, words in NAMES.items() if counts[type_])
    if not content.groups:
        return _("The paper has %(parts)s.") % {"parts": parts}
    cases = {"parts": parts, "n": len(content.groups)}
    return _("The paper has %(parts)s. Cases with several questions each: %(n)s.") % cases


def _points(content: Content) -> str:
    each = {item.get("points", 100) for item in content.items}
    total = sum(item.get("points", 100) for item in content.items)
    if len(each) == 1:
        facts = {"n": f"{each.pop() / 100:g}", "total": f"{total / 100:g}"}
        return _("Points for each question: %(n)s; %(total)s in all.") % facts
    return _("The points of each question stand beside it; %(total)s in all.") % {"total": f"{total / 100:g}"}


def of_the_record(session: Session, seconds: int) -> list[str]:
    """Return what is recorded while a candidate sits, and what follows from leaving the page for so many seconds."""
    lines = [
        _("When you start, save and hand in, by the server's clock."),
        _(
            "When you leave this page (another window, tab or program), when the network goes and comes back, "
            "when you copy, paste, or leave the full screen, and how long each lasts. Nothing else on your computer."
        ),
    ]
    if not session.focus_limit:
        return [*lines, _("Leaving the page has no consequence by itself: people look at what was recorded.")]
    limit = {"n": session.focus_limit, "seconds": seconds}
    lines.append(
        _("Times you may leave the page for more than %(seconds)s seconds: %(n)s. You are warned in time.") % limit
    )
    if session.focus_act == Session.FocusAct.SUBMIT:
        return [*lines, _("If you leave it more often, the paper is taken in as it stands.")]
    return [*lines, _("If you leave it more often, people look at it after the exam. Nothing is decided by itself.")]


def granted(accommodation: Accommodation | None, sitting: Sitting) -> list[str]:
    """Return what a candidate was granted, in sentences; nothing for most."""
    minutes, lines = sitting.extra_seconds // 60, []
    if minutes:
        lines.append(_("%(n)s minutes more than the others.") % {"n": minutes})
    if accommodation is None or accommodation.state != Accommodation.State.GRANTED:
        return lines
    if accommodation.large_text:
        lines.append(_("Large text: these pages are shown so."))
    if accommodation.reader:
        lines.append(_("A person who reads the questions aloud to you."))
    if accommodation.own_room:
        lines.append(_("A room of your own."))
    return lines
