"""The engine's walk against two others: a token game written apart from it, and SpiffWorkflow where that is valid."""

from __future__ import annotations

import uuid
from collections import Counter
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from enforcement.flowcharts.engine.walk import Token, Walk
from enforcement.flowcharts.graph import Graph
from tests.enforcement.flowcharts import random_charts as charts

OUTCOMES = ("b0", "b1", "b2")
STEPS = 40


class Ours:
    """A run by the engine's own walk, its tokens kept between moves as the rows keep them."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.tokens, self.ended = graph, {}, False
        self._take(self._walk().start(1))

    def _walk(self) -> Walk:
        return Walk(charts=lambda _v: self.graph, resolve=lambda _n: 1, tokens=self.tokens.values(), facts={})

    def _take(self, moved) -> None:
        for key in moved.closed:
            del self.tokens[key]
        self.tokens |= {t.id: t for t in moved.opened}
        self.ended = moved.ended

    def open(self) -> Counter[str]:
        return Counter(t.key for t in self.tokens.values() if self.graph.node[t.key].kind == "task")

    def do(self, key: str, outcome: str) -> None:
        token = next(t for t in self.tokens.values() if t.key == key)
        self._take(self._walk().leave(token.id, outcome))


class Game:
    """Tokens on arrows, as in a Petri net: a join takes one from each arrow, everything else passes one on."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.arrows, self.tasks = graph, Counter(), Counter()
        self.put(graph.leaving[graph.start.key][0].key, "")

    def put(self, arrow: str, outcome: str) -> None:
        self.arrows[arrow] += 1
        self.settle(arrow, outcome)

    def settle(self, arrow: str, outcome: str) -> None:
        flow = next(f for f in self.graph.flows if f.key == arrow)
        node, out = self.graph.node[flow.target], self.graph.leaving[flow.target]
        if node.kind == "parallel":
            needed = [f.key for f in self.graph.entering[node.key]]
            if not all(self.arrows[k] for k in needed):
                return
            for key in needed:
                self.arrows[key] -= 1
            for following in out:
                self.put(following.key, outcome)
            return
        self.arrows[arrow] -= 1
        if node.kind == "task":
            self.tasks[node.key] += 1
        elif node.kind == "exclusive":
            said = [f for f in out if f.condition == f"outcome == '{outcome}'"]
            self.put((said or [f for f in out if f.is_default] or list(out))[0].key, outcome)

    def do(self, key: str, outcome: str) -> None:
        self.tasks[key] -= 1
        self.put(self.graph.leaving[key][0].key, outcome)

    def open(self) -> Counter[str]:
        return +self.tasks

    @property
    def ended(self) -> bool:
        return not +self.tasks and not +self.arrows


@settings(max_examples=350, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(charts.sound, st.data())
def test_the_walk_agrees_with_a_token_game(graph, data):
    ours, game = Ours(graph), Game(graph)
    for _n in range(STEPS):
        assert ours.open() == game.open()
        assert ours.ended == game.ended
        if ours.ended:
            assert not ours.tokens
            return
        key = data.draw(st.sampled_from(sorted(ours.open())))
        outcome = data.draw(st.sampled_from(OUTCOMES))
        ours.do(key, outcome)
        game.do(key, outcome)


def _bpmn(graph: Graph) -> str:
    tags = {
        "start": "startEvent",
        "end": "endEvent",
        "task": "userTask",
        "exclusive": "exclusiveGateway",
        "parallel": "parallelGateway",
    }
    default = {f.source: f.key for f in graph.flows if f.is_default}
    parts = []
    for n in graph.nodes:
        more = f' default="{default[n.key]}"' if n.key in default else ""
        into = "".join(f"<incoming>{f.key}</incoming>" for f in graph.entering[n.key])
        out = "".join(f"<outgoing>{f.key}</outgoing>" for f in graph.leaving[n.key])
        parts.append(f"<{tags[n.kind]} id={quoteattr(n.key)}{more}>{into}{out}</{tags[n.kind]}>")
    for f in graph.flows:
        when = f"<conditionExpression>{escape(f.condition)}</conditionExpression>" if f.condition else ""
        parts.append(f'<sequenceFlow id="{f.key}" sourceRef="{f.source}" targetRef="{f.target}">{when}</sequenceFlow>')
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">'
        f'<process id="R" isExecutable="true">{"".join(parts)}</process></definitions>'
    )


def _parallel_in_a_loop(shape, looping=False) -> bool:
    kind, *parts = shape
    return (looping and kind == "par") or any(_parallel_in_a_loop(part, looping or kind == "loop") for part in parts)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(charts.shapes, st.data())
def test_the_walk_agrees_with_spiffworkflow(shape, data):
    spiff = pytest.importorskip("SpiffWorkflow.bpmn")
    from lxml import etree
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.util.task import TaskState

    assume(not _parallel_in_a_loop(shape))  # there it fires joins wrongly
    graph = charts.whole(shape)
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(_bpmn(graph)))
    theirs = spiff.BpmnWorkflow(parser.get_spec("R"))
    theirs.do_engine_steps()
    ours = Ours(graph)
    for _n in range(25):
        ready = theirs.get_tasks(state=TaskState.READY, manual=True)
        assert ours.open() == Counter(t.task_spec.bpmn_id for t in ready)
        assert ours.ended == theirs.completed
        if ours.ended:
            return
        key = data.draw(st.sampled_from(sorted(ours.open())))
        outcome = data.draw(st.sampled_from(OUTCOMES))
        task = next(t for t in ready if t.task_spec.bpmn_id == key)
        task.data["outcome"] = outcome
        task.run()
        theirs.do_engine_steps()
        ours.do(key, outcome)


def test_a_parallel_block_in_a_loop_joins_once_each_time_round():
    graph = charts.whole(("loop", ("par", ("task",), ("seq", ("task",), ("task",)))))
    ours = Ours(graph)
    for turn in range(20):
        while len(ours.open()) > 1 or "task" not in next(iter(ours.open())):
            ours.do(sorted(ours.open())[turn % len(ours.open())], "")
        ours.do(next(iter(ours.open())), "b1")
        assert not ours.ended


def test_gateways_in_a_circle_stop_the_walk():
    from enforcement.flowcharts.engine.walk import RunawayError

    b = charts.Builder()
    start, gate, other, end = b.node("start"), b.node("exclusive"), b.node("exclusive"), b.node("end")
    b.flow(start, gate)
    b.flow(gate, other, default=True)
    b.flow(other, gate, default=True)
    b.flow(other, end, "outcome == 'x'")
    graph = charts.Graph("G", "", tuple(b.nodes), tuple(b.flows))
    with pytest.raises(RunawayError):
        Ours(graph)


class TestScopes:
    """Embedded parts, calls, timers on a task and ends that end everything."""

    def test_an_embedded_part_ends_when_all_of_it_has(self):
        b = charts.Builder()
        start, sub, after, end = b.node("start"), b.node("subprocess"), b.node("task"), b.node("end")
        s, split, one, two, join, e = (
            b.node(k, parent=sub) for k in ("start", "parallel", "task", "task", "parallel", "end")
        )
        for pair in (
            (start, sub),
            (sub, after),
            (after, end),
            (s, split),
            (split, one),
            (split, two),
            (one, join),
            (two, join),
            (join, e),
        ):
            b.flow(*pair)
        ours = Ours(charts.Graph("G", "", tuple(b.nodes), tuple(b.flows)))
        assert ours.open() == Counter([one, two])
        ours.do(one, "")
        assert ours.open() == Counter([two])
        ours.do(two, "")
        assert ours.open() == Counter([after])
        ours.do(after, "")
        assert ours.ended

    def lapsing(self, *, interrupting: bool):
        b = charts.Builder()
        start, task, rest, end = b.node("start"), b.node("task"), b.node("task"), b.node("end")
        lapse = b.node("boundary", attached_to=task, timer="P5D", interrupting=interrupting)
        late, other_end = b.node("task"), b.node("end")
        for pair in ((start, task), (task, rest), (rest, end), (lapse, late), (late, other_end)):
            b.flow(*pair)
        return Ours(charts.Graph("G", "", tuple(b.nodes), tuple(b.flows))), task, rest, late, lapse

    def test_a_right_that_lapses_takes_its_task_along(self):
        ours, task, _rest, late, lapse = self.lapsing(interrupting=True)
        ours.do(lapse, "")
        assert ours.open() == Counter([late])
        assert task not in {t.key for t in ours.tokens.values()}
        ours.do(late, "")
        assert ours.ended

    def test_an_escalation_leaves_its_task_open(self):
        ours, task, rest, late, lapse = self.lapsing(interrupting=False)
        ours.do(lapse, "")
        assert ours.open() == Counter([task, late])
        ours.do(late, "")
        assert not ours.ended
        ours.do(task, "")
        ours.do(rest, "")
        assert ours.ended

    def test_a_task_that_is_done_stops_its_timer(self):
        ours, task, rest, _late, lapse = self.lapsing(interrupting=True)
        ours.do(task, "")
        assert {t.key for t in ours.tokens.values()} == {rest}
        assert lapse not in {t.key for t in ours.tokens.values()}

    def test_an_end_that_ends_everything_takes_called_parts_along(self):
        b = charts.Builder()
        start, split, one = b.node("start"), b.node("parallel"), b.node("task")
        sub, kill, end = b.node("subprocess"), b.node("end", terminate=True, outcome="stopped"), b.node("end")
        s, inner, e = (b.node(k, parent=sub) for k in ("start", "task", "end"))
        for pair in ((start, split), (split, sub), (split, one), (one, kill), (sub, end), (s, inner), (inner, e)):
            b.flow(*pair)
        ours = Ours(charts.Graph("G", "", tuple(b.nodes), tuple(b.flows)))
        assert ours.open() == Counter([one, inner])
        ours.do(one, "")
        assert ours.ended
        assert not ours.tokens

    def test_what_begins_inside_a_cancelled_part_never_begins(self):
        b = charts.Builder()
        start, first, split, sub, kill = (
            b.node("start"),
            b.node("task"),
            b.node("parallel"),
            b.node("subprocess"),
            b.node("end", terminate=True),
        )
        end = b.node("end")
        s, inner, e = (b.node(k, parent=sub) for k in ("start", "task", "end"))
        for pair in ((start, first), (first, split), (split, sub), (split, kill), (sub, end), (s, inner), (inner, e)):
            b.flow(*pair)
        ours = Ours(charts.Graph("G", "", tuple(b.nodes), tuple(b.flows)))
        ours.do(first, "")
        assert ours.ended
        assert not ours.tokens

    def test_a_call_reports_how_it_ended(self):
        b = charts.Builder()
        s, t, gate, good, bad = (
            b.node("start"),
            b.node("task"),
            b.node("exclusive"),
            b.node("end", outcome="good"),
            b.node("end", outcome="bad"),
        )
        b.flow(s, t), b.flow(t, gate)
        b.flow(gate, good, default=True), b.flow(gate, bad, "outcome == 'no'")
        inner = charts.Graph("I", "", tuple(b.nodes), tuple(b.flows))
        b = charts.Builder()
        s, call, gate, one, two, end = (
            b.node("start"),
            b.node("call", called="I"),
            b.node("exclusive"),
            b.node("task"),
            b.node("task"),
            b.node("end"),
        )
        b.flow(s, call), b.flow(call, gate)
        b.flow(gate, one, default=True), b.flow(gate, two, "outcome == 'bad'")
        b.flow(one, end), b.flow(two, end)
        outer = charts.Graph("O", "", tuple(b.nodes), tuple(b.flows))
        for said, expected in (("no", two), ("yes", one)):
            walk = Walk(charts=lambda v: {1: outer, 2: inner}[v], resolve=lambda _n: 2, tokens=(), facts={})
            moved = walk.start(1)
            task = next(t for t in moved.opened if t.version == 2)
            later = Walk(charts=lambda v: {1: outer, 2: inner}[v], resolve=lambda _n: 2, tokens=moved.opened, facts={})
            after = later.leave(task.id, said)
            assert [t.key for t in after.opened] == [expected]
            assert after.closed[task.parent] == ("bad" if said == "no" else "good")

    def test_a_token_that_is_not_open_cannot_be_left(self):
        graph = charts.whole(("task",))
        walk = Walk(charts=lambda _v: graph, resolve=lambda _n: 1, tokens=[Token(uuid.uuid4(), 1, "x")], facts={})
        with pytest.raises(KeyError):
            walk.leave(uuid.uuid4())
