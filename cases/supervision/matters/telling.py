"""What happened in a matter, from its ledger, in words; and its chart with the way it went."""

from __future__ import annotations

from typing import Any, Final

from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.models import Matter
from cases.timing import light_of
from enforcement import clock
from enforcement.flowcharts import store
from enforcement.flowcharts.drawing.marks import Mark, State
from enforcement.flowcharts.drawing.svg import svg
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of
from enforcement.web.templatetags.ui import day

VERBS: Final = {
    "matter.begin": _("Matter begun on the published chart"),
    "matter.take_measure": _("Measure of investigation"),
    "matter.recuse_supervisor": _("Supervisor recused"),
    "matter.answer_letter": _("Report of the organ"),
    "matter.return_answer": _("Report sent back"),
    "matter.return_report": _("Report sent back"),
    "matter.enter_review_opinion": _("Opinion of reconsideration entered"),
    "matter.judge_answer": _("Report judged"),
    "matter.close_matter": _("Matter closed"),
    "matter.propose_decision": _("Proposal to the government"),
    "matter.circular": _("Circular issued"),
    "matter.withdraw_circular": _("Circular withdrawn from the public"),
    "matter.treatment": _("Treatment of a person proposed"),
    "matter.referral": _("Clue handed over"),
}


def happened(matter: Matter) -> list[dict[str, Any]]:
    """Return what happened, the latest first, for the timeline."""
    names = {(n.code, n.name): n.title for n in matter.run.version.nodes.all()} if matter.run else {}
    found = []
    for entry in Entry.objects.filter(series=matter.series).order_by("-seq"):
        body = body_of(entry)
        key = (body.get("step", ""), body.get("step_name", ""))
        title = f"{key[0]} {names.get(key, key[1])}" if key[0] else str(VERBS.get(entry.verb, entry.verb))
        if entry.verb == "matter.begin":
            body.pop("number", None)  # of the version of the chart
        words = [str(body[k]) for k in ("matter", "letter", "reason", "number") if body.get(k)]
        found.append({"title": title, "at": entry.at, "by": entry.actor.get("name", ""), "text": " · ".join(words)})
    return found


def picture(matter: Matter) -> str:
    """Return the chart with the steps taken, open and late."""
    run = matter.run
    if run is None:
        return ""
    marks = {r.node.key: _mark(r) for r in run.records.filter(node__kind="task").select_related("node")}
    english = (get_language() or "").startswith("en")
    return mark_safe(svg(store.graph_of(run.version_id), marks, "en" if english else "zh"))  # noqa: S308 (our own drawing escapes)


def _mark(record: StepRecord) -> Mark:
    late = record.left_at is None and light_of(record.due_on, record.entered_at, clock.today()) == "red"
    state: State = "late" if late else "done" if record.left_at else "open"
    return Mark(
        state, entered=day(record.entered_at), left=day(record.left_at) if record.left_at else "",
        due=day(record.due_on) if record.due_on else "", used="", visits=record.visit,
    )  # fmt: skip
