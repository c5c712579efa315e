"""The rollups equal the rows, whatever happens in whatever order, late corrections included."""

from __future__ import annotations

import random
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.models import Case, Decision, Publication, Remedy
from cases.supervision.desk.models import CaseFacts, CaseStatsMonthly, OpenCase, StepMove, StepStatsMonthly
from cases.supervision.desk.nightly import nightly
from cases.supervision.desk.projecting import project_all
from cases.supervision.desk.proving import board_differences
from cases.supervision.desk.rollups.absorb import absorb
from cases.supervision.desk.rollups.anew import differences, rebuild
from enforcement.flowcharts.models import Node, RunClock, StepRecord
from tests.factories import cases as make
from tests.factories import flowcharts as charts


@pytest.fixture
def agencies(db):
    county = charts.an_agency("乐陵市人民政府")
    charts.ship_all(county)
    return [
        county,
        charts.an_agency("乐陵市市场监督管理局", parent=county),
        charts.an_agency("乐陵市水利局", parent=county),
    ]


class History:
    """What may happen to the records of cases, by chance."""

    def __init__(self, agencies, seed):
        self.dice, self.agencies = random.Random(seed), agencies
        self.nodes = list(Node.objects.filter(version__flowchart__code="P", is_step=True))

    def on(self):
        return make.day("03-01") + timedelta(days=self.dice.randint(0, 150))

    def pick(self, model):
        return self.dice.choice(list(model.objects.all()) or [None])

    def begin(self):
        case = make.a_case(self.dice.choice(self.agencies), filed_on=self.on())
        RunClock.objects.create(
            run=case.run, agency=case.agency, code="decision", opened_at=make.moment("03-12"),
            raw_due_on=self.on(), due_on=self.on(),
        )  # fmt: skip

    def step(self):
        case = self.pick(Case)
        entered = make.moment("03-12") + timedelta(days=self.dice.randint(0, 30))
        due = self.dice.choice([None, self.on()])
        left = self.dice.choice([None, entered + timedelta(days=self.dice.randint(0, 60), hours=20)])
        StepRecord.objects.create(
            run=case.run, agency=case.agency, node=self.dice.choice(self.nodes), entered_at=entered, due_on=due,
            raw_due_on=due, left_at=left, via=f"v{self.dice.random()}", outcome=self.dice.choice(["", "recalled"]),
        )  # fmt: skip

    def leave(self):
        row = self.dice.choice(list(StepRecord.objects.filter(left_at__isnull=True)) or [None])
        if row:
            row.due_on = self.dice.choice([None, self.on()])
            row.left_at = self.dice.choice([None, row.entered_at + timedelta(days=self.dice.randint(0, 90))])
            row.save()

    def decide(self):
        case = self.dice.choice(list(Case.objects.filter(decision__isnull=True)) or [None])
        if case:
            make.a_decision(case, on=self.on().isoformat(), publish=self.dice.random() < 0.7)

    def publish(self):
        decision = self.pick(Decision)
        if decision and not Publication.objects.filter(case=decision.case).exists():
            make.a_publication(decision.case, on=self.on().isoformat())

    def take_part(self):
        case = self.pick(Case)
        self.dice.choice([
            lambda: make.a_hearing(case, held_on=self.dice.choice([None, self.on()])), lambda: make.a_review(case),
            lambda: make.a_discussion(case), lambda: make.a_paper(case, "GX"),
        ])()  # fmt: skip

    def contest(self):
        remedy = self.pick(Remedy)
        if remedy is None or self.dice.random() < 0.5:
            Remedy.objects.create(case=self.pick(Case), kind="litigation", organ="某法院", filed_on=self.on())
        else:
            remedy.outcome = self.dice.choice(["upheld", "annulled", "withdrawn", "changed", ""])
            remedy.save()

    def move(self):
        case = self.pick(Case)
        case.agency = self.dice.choice(self.agencies)
        case.field = self.dice.choice(["market", "water"])
        case.filed_on, case.closed_on = self.on(), self.dice.choice([None, self.on()])
        case.save()

    def redate(self):
        row = self.dice.choice([self.pick(RunClock), self.pick(Decision) or self.pick(RunClock)])
        setattr(row, "due_on" if isinstance(row, RunClock) else "decided_on", self.on())
        row.save()

    def go(self, turns):
        self.begin()
        self.step()
        acts = [self.begin, self.step, self.step, self.leave, self.leave, self.decide, self.decide,
                self.publish, self.take_part, self.take_part, self.contest, self.move, self.redate, absorb]  # fmt: skip
        for _turn in range(turns):
            self.dice.choice(acts)()


@pytest.mark.parametrize("seed", [1, 2])
def test_rollups_kept_up_equal_those_made_anew_after_any_history(agencies, seed):
    History(agencies, seed).go(110)
    assert StepStatsMonthly.objects.exists()
    assert CaseFacts.objects.filter(decided_on__isnull=False).exists()
    found = differences()
    assert found == dict.fromkeys(found, 0)
    kept = list(CaseStatsMonthly.objects.order_by("agency", "month_on", "field", "procedure").values())
    rebuild()
    again = list(CaseStatsMonthly.objects.order_by("agency", "month_on", "field", "procedure").values())
    assert [{**row, "id": 0} for row in kept] == [{**row, "id": 0} for row in again]
    project_all()
    assert set(board_differences().values()) == {0}


def test_a_case_counts_in_the_months_of_its_filing_its_decision_and_its_end(agencies):
    case = make.a_case(agencies[1], filed_on=make.day("03-12"), closed_on=make.day("05-06"))
    make.a_decision(case, on="04-02", publish=True)
    make.a_hearing(case, held_on=make.day("03-30"))
    RunClock.objects.create(
        run=case.run, agency=case.agency, code="decision", opened_at=make.moment("03-12"),
        raw_due_on=make.day("04-01"), due_on=make.day("04-01"),
    )  # fmt: skip
    nightly(None)
    rows = CaseStatsMonthly.objects.order_by("month_on").values_list(
        "month_on__month", "filed", "decided", "closed", "timed", "in_time", "heard", "to_publish", "published_in_time"
    )
    assert list(rows) == [(3, 1, 0, 0, 0, 0, 0, 0, 0), (4, 0, 1, 0, 1, 0, 1, 1, 0), (5, 0, 0, 1, 0, 0, 0, 0, 0)]
    assert not OpenCase.objects.exists()


def test_a_rollup_that_was_changed_is_told_and_made_right_again(agencies):
    case = make.a_case(agencies[1], filed_on=make.day("03-12"))
    StepRecord.objects.filter(run=case.run).update(left_at=make.moment("04-01"))
    said = StringIO()
    call_command("rebuild_rollups", stdout=said)
    call_command("rebuild_rollups", "--check", stdout=said)
    assert "equal the rows" in said.getvalue()
    StepStatsMonthly.objects.update(in_time=7)
    OpenCase.objects.update(field="health")
    with pytest.raises(CommandError):
        call_command("rebuild_rollups", "--check", stdout=said)
    assert "stepstatsmonthly: 2 rows differ" in said.getvalue()
    assert "opencase: 2 rows differ" in said.getvalue()
    call_command("rebuild_rollups", stdout=said)
    call_command("rebuild_rollups", "--check", stdout=said)


def test_what_nobody_counts_is_not_written_down(agencies):
    case = make.a_case(agencies[1])
    absorb()
    record = StepRecord.objects.get(run=case.run)
    record.provisional = True
    record.save()
    make.a_paper(case, "NC")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET title = 'x'")
        cursor.execute("SELECT count(*) FROM supervision_desk_touchedcase")
        assert cursor.fetchone() == (0,)
    assert not StepMove.objects.exists()


def test_no_rollup_counts_money():
    """行政处罚法第七十四条第三款: fines are no measure of an agency's work."""
    for model in (StepStatsMonthly, CaseStatsMonthly, CaseFacts):
        names = {f.name for f in model._meta.concrete_fields}
        assert not [
            n for n in names for word in ("fine", "amount", "money", "paid", "confiscat") if word in n.split("_")
        ]
        assert "DecimalField" not in {f.get_internal_type() for f in model._meta.concrete_fields}
