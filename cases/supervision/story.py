"""The story of one case: each step with its time, people, guards, findings and ledger entry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.asking import say_guard
from cases.lights import Timed, clock_timed, step_timed
from cases.models import Case, Inquiry
from cases.rules.persons import WHY
from cases.rules.saying import say
from cases.rules.thresholds import Points
from cases.supervision.models import Alarm
from cases.threshold_settings import lights_by_agency
from enforcement import clock
from enforcement.flowcharts import store
from enforcement.flowcharts.deadlines import Suspended
from enforcement.flowcharts.engine.dating import spans_in
from enforcement.flowcharts.models import ClockPause, Node, RunClock, StepRecord
from enforcement.ledger.chain import GENESIS
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, hash_of, history_of
from enforcement.organisation.duties.codes import DUTIES


@dataclass(frozen=True)
class Acted:
    """Somebody who acted, with the credential and how it stood that day."""

    name: str
    role: str
    credential: str
    ok: bool | None
    standing: str


@dataclass(frozen=True)
class Held:
    """What a guard said when the step was left."""

    sentence: str
    ok: bool
    article: str


@dataclass
class Step:
    """One visit of a step."""

    record: StepRecord
    timed: Timed
    outcome: str = ""
    people: list[Acted] = field(default_factory=list)
    guards: list[Held] = field(default_factory=list)
    findings: list[Alarm] = field(default_factory=list)
    entry: Entry | None = None
    is_last: bool = False
    inquiries: list[tuple[Inquiry, list[Acted]]] = field(default_factory=list)

    def covers(self, inquiry: Inquiry) -> bool:
        """Return whether an inquiry belongs here: a check to P02, others to the visit on whose days they were held."""
        if self.code != ("P02" if inquiry.kind == Inquiry.Kind.CHECK else "P05"):
            return False
        left = clock.day_of(self.record.left_at) if self.record.left_at else None
        return clock.day_of(self.record.entered_at) <= inquiry.held_on and (left is None or inquiry.held_on <= left)

    @property
    def code(self) -> str:
        """The code of the step."""
        return self.record.node.code

    @property
    def suspended(self) -> list[Suspended]:
        """The spans that its limit does not count."""
        return spans_in(self.record.stretched)


@dataclass
class Story:
    """All that the page of a case shows."""

    case: Case
    steps: list[Step]
    clocks: list[tuple[str, RunClock, Timed]]
    pauses: list[ClockPause]
    inquiries: list[tuple[Inquiry, list[Acted]]]
    findings: list[Alarm]
    entries: list[Entry]
    broken: int

    @property
    def others(self) -> list[Alarm]:
        """The findings that no step shows."""
        shown = {a.pk for s in self.steps for a in s.findings}
        return [a for a in self.findings if a.pk not in shown]


def story_of(case: Case, *, today: date) -> Story:
    """Return the story of a case as of a day: the same number of queries however long it is."""
    entries = list(history_of(case.series))
    findings = list(Alarm.objects.filter(case=case).order_by("rule", "on", "pk"))
    points = lights_by_agency([case.agency], today)[case.agency_id]
    steps = _steps(case, today, points)
    _attach(steps, entries, findings)
    clocks = list(
        RunClock.objects.filter(run__case=case).select_related("run").prefetch_related("pauses", "extensions")
    )
    inquiries = [
        (i, [_signer(o) for o in i.officers.all()]) for i in case.inquiries.prefetch_related("officers")
    ]  # fmt: skip
    _place(inquiries, steps)
    return Story(
        case=case, steps=steps, clocks=[_clock(c, today, points) for c in clocks],
        pauses=[p for c in clocks for p in c.pauses.all()],
        inquiries=inquiries, findings=findings, entries=entries, broken=_broken(entries),
    )  # fmt: skip


def _place(inquiries: list[tuple[Inquiry, list[Acted]]], steps: list[Step]) -> None:
    """Show each inquiry once: in its visit, else in the last visit of the investigation."""
    for told in inquiries:
        fits = [s for s in steps if s.covers(told[0])] or [s for s in steps if s.code in {"P02", "P05"}][-1:]
        for step in fits[:1]:
            step.inquiries.append(told)


def _steps(case: Case, today: date, points: Points) -> list[Step]:
    records = (
        StepRecord.objects.filter(run__case=case, node__is_step=True).select_related("node")
        .prefetch_related("participants").order_by("entered_at", "visit")
    )  # fmt: skip
    return [_step(record, today, points) for record in records]


def _step(record: StepRecord, today: date, points: Points) -> Step:
    node = record.node
    timed = step_timed(record, today, points)
    people = [
        Acted(p.name, _duty(p.role), p.credential, p.standing.get("ok"), _standing(p.standing))
        for p in record.participants.all()
    ]
    if not people and record.actor.get("name"):
        people = [Acted(str(record.actor["name"]), "", str(record.actor.get("credential", "")), None, "")]
    guards = [
        Held(str(g.get("sentence") or _guard(g, node)), bool(g.get("ok")), str(g.get("article", "")))
        for g in record.guards
    ]
    return Step(record, timed, outcome=_outcome(record), people=people, guards=guards)


def _duty(code: str) -> str:
    return DUTIES[code].title if code in DUTIES else code


def _guard(said: dict[str, Any], node: Node) -> str:
    """Return a guard as the chart of the step words it."""
    step = store.graph_of(node.version_id).node[node.key].step
    for rule in step.guards if step else ():
        if rule.type == said.get("type"):
            return say_guard(rule)
    return str(said.get("type"))


def _outcome(record: StepRecord) -> str:
    step = store.graph_of(record.node.version_id).node[record.node.key].step
    english = (get_language() or "").startswith("en")
    labels = {code: en if english and en else zh for code, zh, en in step.outcomes} if step else {}
    return labels.get(record.outcome, record.outcome)


def _signer(row: Any) -> Acted:
    role = _("officer") if row.role == "officer" else _("helper")
    return Acted(row.name, role, row.credential, row.standing.get("ok"), _standing(row.standing))


def _standing(told: dict[str, Any]) -> str:
    """Return why a credential did not count that day: its sentence, else the words for its code."""
    code = str(told.get("code", ""))
    return str(told.get("sentence") or ("" if told.get("ok") or code not in WHY else say(WHY[code], {})))


def _attach(steps: list[Step], entries: list[Entry], findings: list[Alarm]) -> None:
    by_record = {str(body_of(e).get("record", "")): e for e in entries}
    last: dict[str, Step] = {}
    for step in steps:
        step.entry = by_record.get(str(step.record.pk))
        last[step.code] = step
    wanted: dict[str, list[Alarm]] = defaultdict(list)
    for alarm in findings:
        wanted[alarm.step].append(alarm)
    for code, step in last.items():
        step.is_last, step.findings = True, wanted.get(code, [])


def _clock(row: RunClock, today: date, points: Points) -> tuple[str, RunClock, Timed]:
    return clock_title(row), row, clock_timed(row, today, points)


def clock_title(row: RunClock) -> str:
    """Return what a clock of the case is called: in the words of the law, else in those of its chart."""
    if row.code == "decision":
        return _("Decision within ninety days")
    return next((c.title for c in store.graph_of(row.run.version_id).clocks if c.code == row.code), row.code)


def _broken(entries: list[Entry]) -> int:
    """Return the number of the first entry that does not follow from the one before, 0 if all do."""
    prev = GENESIS
    for number, entry in enumerate(entries, 1):
        if entry.seq != number or entry.prev != prev or entry.hash != hash_of(entry):
            return number
        prev = entry.hash
    return 0
