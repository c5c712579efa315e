"""How facts and decisions of admission are said on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from enforcement.organisation.models import Post
from enforcement.web.templatetags.ui import badge, day
from exams.eligibility import BY_CODE, Ground
from exams.models import Accommodation, Exam, Session
from exams.models.administration import Request

TONES: Final[dict[str, str]] = {"asked": "wait", "granted": "ok", "refused": "stop"}


def request_badge(request: Request | None) -> str:
    """Return where a request stands, as a badge; "" for none."""
    return badge(request.get_state_display(), TONES[request.state]) if request else ""


def wanted_words(row: Accommodation) -> str:
    """Return what somebody needs, in words."""
    words = []
    if row.minutes:
        words.append(_("%(n)d more minutes") % {"n": row.minutes})
    if row.percent:
        words.append(_("%(n)d %% more time") % {"n": row.percent})
    named = (
        (row.large_text, _("large text")),
        (row.reader, _("a person who reads aloud")),
        (row.own_room, _("a room alone")),
    )
    return _(", ").join([*words, *(name for given, name in named if given)])


def grounds_of(codes: Iterable[str]) -> list[Ground]:
    """Return the grounds by their codes; a code of an earlier rule that is no longer used is left out."""
    return [BY_CODE[code] for code in codes if code in BY_CODE]


def sentences(codes: Iterable[str]) -> str:
    """Return the sentences of grounds in one line."""
    return _("; ").join(str(ground.sentence) for ground in grounds_of(codes))


def facts_shown(facts: Mapping[str, Any]) -> list[tuple[str | Promise, object]]:
    """Return the facts of a decision as names and values; what says nothing here is left out."""
    return [(name, say(facts)) for key, name, say in _FACTS if key in facts and say(facts) not in {"", None}]


def _yes(key: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda facts: pgettext("a fact", "yes") if facts[key] else pgettext("a fact", "no")


def _a_day(key: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda facts: day(date.fromisoformat(facts[key])) if facts[key] else ""


def _training(facts: Mapping[str, Any]) -> str:
    if not facts["training_wanted"]:
        return ""
    words = {"done": f"{facts['training_done'] / 10:g}", "wanted": facts["training_wanted"]}
    return _("%(done)s of %(wanted)s hours") % words


def _rest(facts: Mapping[str, Any]) -> str:
    if facts["rested"] < 0 or not facts["rest_wanted"]:
        return ""
    return _("%(days)s of %(wanted)s days") % {"days": facts["rested"], "wanted": facts["rest_wanted"]}


def _make_up(facts: Mapping[str, Any]) -> str:
    words = {"failed": _("failed"), "absent": _("did not come"), "void": _("sitting declared void")}
    return words.get(facts["make_up_for"], _("nothing")) if facts["kind"] == Session.Kind.MAKE_UP else ""


_FACTS: Final[tuple[tuple[str, Any, Callable[[Mapping[str, Any]], Any]], ...]] = (
    ("family", gettext_lazy("Exam for"), lambda f: Exam.Family(f["family"]).label),
    ("is_active", gettext_lazy("Account active"), _yes("is_active")),
    ("has_post", gettext_lazy("Holds a post"), _yes("has_post")),
    (
        "establishment",
        gettext_lazy("Establishment"),
        lambda f: Post.Establishment(f["establishment"]).label if f["establishment"] else "",
    ),
    ("is_enforcement", gettext_lazy("Enforcement post"), _yes("is_enforcement")),
    (
        "attempts_used",
        gettext_lazy("Sittings used"),
        lambda f: _("%(used)s of %(allowed)s") % {"used": f["attempts_used"], "allowed": f["attempts_allowed"]},
    ),
    ("training_done", gettext_lazy("Training in the twelve months before"), _training),
    ("rested", gettext_lazy("Since the last sitting"), _rest),
    ("passed_until", gettext_lazy("Pass counts until"), _a_day("passed_until")),
    ("exempt_until", gettext_lazy("Exempt until"), _a_day("exempt_until")),
    ("barred_until", gettext_lazy("Barred until"), _a_day("barred_until")),
    ("make_up_for", gettext_lazy("Regular session"), _make_up),
)
