"""Walks over a random chart, compared step by step: with the token game, with SpiffWorkflow, through ``advance()``."""

# ruff: noqa: SLF001 - the oracles are those of the tests

from __future__ import annotations

import itertools
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState

from enforcement.flowcharts import store
from enforcement.flowcharts.engine import rows
from enforcement.flowcharts.engine.advance import advance
from enforcement.flowcharts.engine.walk import Walk
from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.models import Flowchart, FlowchartVersion, Run, StepRecord
from tests.enforcement.flowcharts import test_engine_oracles as oracles
from tests.factories import flowcharts as make

Told = tuple[int, list[str]]
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def token_game(graph: Graph, rng: random.Random, most: int) -> Told:
    """Walk by the engine's walk and by the token game."""
    ours, game = oracles.Ours(graph), oracles.Game(graph)
    for taken in range(most):
        if ours.open() != game.open() or ours.ended != game.ended:
            return taken, [f"open {ours.open()} / {game.open()} after {taken} steps"]
        if ours.ended:
            return taken, ["tokens are left at the end"] if ours.tokens else []
        key, outcome = rng.choice(sorted(ours.open())), rng.choice(oracles.OUTCOMES)
        ours.do(key, outcome)
        game.do(key, outcome)
    return most, []


def spiff(graph: Graph, rng: random.Random, most: int) -> Told:
    """Walk by the engine's walk and by SpiffWorkflow."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(oracles._bpmn(graph)))
    theirs = BpmnWorkflow(parser.get_spec("R"))
    theirs.do_engine_steps()
    ours = oracles.Ours(graph)
    for taken in range(most):
        ready = theirs.get_tasks(state=TaskState.READY, manual=True)
        if ours.open() != Counter(t.task_spec.bpmn_id for t in ready) or ours.ended != theirs.completed:
            return taken, [f"open {ours.open()} after {taken} steps"]
        if ours.ended:
            return taken, []
        key, outcome = rng.choice(sorted(ours.open())), rng.choice(oracles.OUTCOMES)
        task: Any = next(t for t in ready if t.task_spec.bpmn_id == key)
        task.data["outcome"] = outcome
        task.run()
        theirs.do_engine_steps()
        ours.do(key, outcome)
    return most, []


class Real:
    """Runs in the database: each chart a version of its own, each step an ``advance()`` in its transaction."""

    def __init__(self) -> None:
        """Make an agency and somebody who holds every duty."""
        self.agency = make.an_agency()
        self.by = make.everybody(self.agency)
        self.numbers = itertools.count(1)

    def begin(self, graph: Graph) -> Run:
        """Open a run on a chart that is compiled but not published: publication is not what is compared."""
        number = next(self.numbers)
        chart = Flowchart.objects.create(agency=self.agency, code=f"R{number}", title="随机")
        version = FlowchartVersion.objects.create(
            flowchart=chart, number=1, bpmn="", sha256="", drafted_by_id=self.by.person_id or 0, drafted_at=AT
        )
        store.write(version, graph)
        run = Run.objects.create(version=version, agency=self.agency, series=f"bench:{number}", opened_at=AT)
        moved = Walk(charts=store.graph_of, resolve=store.version_of, tokens=(), facts={}).start(version.pk)
        rows.enter(run, moved, at=AT)
        run.save()
        return run

    def walk(self, graph: Graph, rng: random.Random, most: int) -> Told:
        """Walk by ``advance()`` and by the token game."""
        with transaction.atomic():
            run = self.begin(graph)
        game = oracles.Game(graph)
        for taken in range(most):
            open_ = list(StepRecord.objects.filter(run=run, left_at=None, node__kind="task").select_related("node"))
            run.refresh_from_db()
            if Counter(r.node.key for r in open_) != game.open() or (run.closed_at is not None) != game.ended:
                return taken, [f"open {[r.node.key for r in open_]} / {game.open()} after {taken} steps"]
            if game.ended:
                return taken, []
            record, outcome = rng.choice(sorted(open_, key=lambda r: r.node.key)), rng.choice(oracles.OUTCOMES)
            with transaction.atomic():
                at = AT + timedelta(minutes=taken + 1)
                advance(run_id=run.pk, by=self.by, at=at, record_id=record.pk, outcome=outcome)
            game.do(record.node.key, outcome)
        return most, []
