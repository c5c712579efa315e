"""An agency whose six charts are published."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from enforcement.flowcharts import guards
from enforcement.flowcharts.engine import judging
from enforcement.flowcharts.engine.advance import Advanced, advance
from enforcement.flowcharts.engine.begin import begin
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.models import Agency
from tests.factories import flowcharts as make

series = itertools.count(1)


@pytest.fixture
def agency(db: None) -> Agency:
    """A market supervision bureau."""
    return make.an_agency()


@pytest.fixture
def published_charts(agency: Agency) -> dict[str, object]:
    """The six shipped charts published for the agency, by code."""
    return make.ship_all(agency)


@pytest.fixture
def guards_pass(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Bind every guard to a function that says what the test tells it: {"min_people": False} makes that one fail."""
    told: dict[str, bool] = {}

    def judge(rule, situation):
        ok = told.get(rule.type, True)
        return judging.Judged(rule.type, ok, "" if ok else f"{rule.type} does not hold", rule.basis, "mend it")

    monkeypatch.setattr(guards, "_functions", dict.fromkeys(guards.GUARDS, judge))
    return told


class Procedure:
    """A run under one person who holds every duty, an hour between acts."""

    def __init__(self, agency: Agency, code: str, at: datetime = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)) -> None:
        self.by, self.at, self.agency = make.everybody(agency), at, agency
        with transaction.atomic():
            self.run = begin(agency=agency, code=code, series=f"test:{next(series)}", by=self.by, at=at)

    def open(self) -> list[str]:
        """Return the codes of the tasks that are open."""
        records = StepRecord.objects.filter(run=self.run, left_at__isnull=True, node__kind="task").order_by(
            "node__code"
        )
        return [r.node.code for r in records.select_related("node")]

    def do(self, code: str, outcome: str = "", **more: object) -> Advanced:
        """Leave the open step with this code."""
        self.at += timedelta(hours=1)
        record = StepRecord.objects.get(run=self.run, left_at__isnull=True, node__kind="task", node__code=code)
        told = {"at": self.at, "by": self.by, **more}
        with transaction.atomic():
            done = advance(run_id=self.run.pk, record_id=record.pk, outcome=outcome, **told)
        self.run = done.run
        return done

    def walk(self, path: str) -> None:
        """Do steps in order: ``"P01:registered P02:checked"``."""
        for part in path.split():
            code, _mark, outcome = part.partition(":")
            self.do(code, outcome)


@pytest.fixture
def procedure(published_charts: object, guards_pass: object, agency: Agency) -> Callable[..., Procedure]:
    """Begin a run of one of the shipped charts."""
    return lambda code, **more: Procedure(agency, code, **more)
