"""What happened in a case, from its ledger, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.models import Case
from cases.pages import PAGES
from enforcement.flowcharts.acts import act_of
from enforcement.flowcharts.models import Node
from enforcement.flowcharts.store import graph_of
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, history_of

OF_THE_CHART: Final[dict[str, Promise]] = {
    "case.begin": gettext_lazy("Case begun on the published chart"),
    "run.redate": gettext_lazy("Due days computed anew after a notice of holidays"),
    "case.lay_overlay": gettext_lazy("A changed law was laid over the case"),
    "case.ask_move": gettext_lazy("Asked to move the case to another version"),
    "case.approve_move": gettext_lazy("The move to another version was approved"),
    "case.refuse_move": gettext_lazy("The move to another version was refused"),
    "case.move": gettext_lazy("Moved to another version by order"),
    "case.set_aside": gettext_lazy("Set aside by a decision on supervision"),
    "case.imported": gettext_lazy("Taken in from an outside system"),
    "case.imported_again": gettext_lazy("Taken in again from an outside system"),
    "case.audited": gettext_lazy("Judged by the rules"),
    "case.add_photo": gettext_lazy("Photo of the scene added"),
    "case.see_reporter": gettext_lazy("The reporter's name was seen"),
    "case.open_hearing": gettext_lazy("Hearing opened"),
    "case.attend_hearing": gettext_lazy("Somebody came to the hearing"),
    "case.leave_hearing": gettext_lazy("Somebody left the hearing"),
    "case.show_exhibit": gettext_lazy("Evidence shown at the hearing"),
    "case.sign_hearing_page": gettext_lazy("Page of the hearing record signed"),
    "case.refuse_hearing_page": gettext_lazy("Page of the hearing record not signed, reason noted"),
    "case.sign_minutes_member": gettext_lazy("Minutes signed by a member"),
}
"""Acts in the series of a case that no chart binds and no page of their own does."""


@dataclass(frozen=True)
class Happened:
    """One thing that happened, for the timeline."""

    title: str
    at: datetime
    by: str
    text: str
    icon: str
    tone: str = "plain"
    article: str = ""
    url: str = ""
    seq: int = 0


def happened(case: Case, last: int | None = None) -> list[Happened]:
    """Return what happened, the latest first. Two queries."""
    rows = history_of(case.series).order_by("-seq")
    entries = list(rows[:last] if last else rows)
    bodies = [body_of(entry) for entry in entries]
    labels = _labels({int(b["version"]) for b in bodies if "version" in b})
    mended = _corrections(bodies)
    return [_told(entry, body, labels, mended.get(entry.seq, ())) for entry, body in zip(entries, bodies, strict=True)]


def _corrections(bodies: Iterable[dict[str, Any]]) -> dict[int, list[str]]:
    """Return what was corrected, by the number of the entry."""
    found: dict[int, list[str]] = {}
    for body in bodies:
        if "right" in body and "was" in body:
            words = {"was": body["was"], "right": body["right"], "reason": body.get("reason", "")}
            text = _("Corrected: “%(was)s” is right as “%(right)s”. %(reason)s") % words
            found.setdefault(int(body["entry"]), []).append(text)
    return found


def _labels(versions: set[int]) -> dict[tuple[int, str], str]:
    """Return the titles of steps by the version and code, in the reader's language."""
    rows = Node.objects.filter(version_id__in=versions, is_step=True)
    return {(node.version_id, node.code): node.title for node in rows}


def _told(
    entry: Entry, body: dict[str, Any], labels: dict[tuple[int, str], str], mended: Iterable[str] = ()
) -> Happened:
    actor = entry.actor.get("name", "")
    by = (
        _("the system")
        if entry.actor.get("kind") == "system"
        else " · ".join(p for p in (actor, entry.credential) if p)
    )
    kind, _dot, act = entry.verb.partition(".")
    if kind == "step":
        version, step = int(body.get("version", 0)), body.get("step", "")
        said = f"{step} {labels.get((version, step)) or body.get('step_name', '')}".strip()
        if act == "recall":
            said = _("Taken back: %(step)s") % {"step": said}
            return Happened(said, entry.at, by, str(body.get("reason", "")), "arrow-back-up", "wait", seq=entry.seq)
        text = "\n".join(filter(None, [_outcome(version, step, body), _people(body), *mended]))
        return Happened(said, entry.at, by, text, "check", "wait" if mended else "ok", seq=entry.seq)
    text = "\n".join(filter(None, [_why(body), *mended]))
    return Happened(
        title_of(act, entry.verb), entry.at, by, text, "point", "wait" if mended else "plain", seq=entry.seq
    )


def _outcome(version: int, step: str, body: dict[str, Any]) -> str:
    """Return what came of a step whose chart offers a choice."""
    english = (get_language() or "").startswith("en")
    for node in graph_of(version).node.values():
        if node.step and node.step.code == step and len(node.step.outcomes) > 1:
            named = {code: en if english and en else zh for code, zh, en in node.step.outcomes}
            return named.get(str(body.get("outcome", "")), "")
    return ""


def title_of(act: str, verb: str) -> str:
    """Return what an act is called."""
    if verb in OF_THE_CHART:
        return str(OF_THE_CHART[verb])
    page = PAGES.get(act)
    if page is not None:
        return str(page.title)
    known = act_of(act)
    return known.title if known else verb


def _why(body: dict[str, Any]) -> str:
    """Return the reason, and the terms that it moved."""
    moved = [
        f"{m.get('term') or m.get('clock')} {m.get('was_on') or '—'} → {m.get('now_on') or '—'}"
        for m in [*body.get("moved", []), *body.get("clocks", [])]
        if isinstance(m, dict) and m.get("was_on") != m.get("now_on") and (m.get("term") or m.get("clock"))
    ]
    return " · ".join(part for part in (str(body.get("reason", "")), *moved) if part)


def _people(body: dict[str, Any]) -> str:
    names = [p.get("name", "") for p in body.get("people", []) if isinstance(p, dict)]
    return (", " if (get_language() or "").startswith("en") else "、").join(name for name in names if name)
