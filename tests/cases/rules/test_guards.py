"""The guards of charts, on the file of a case."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cases import guards
from cases.rules.file import Legal, Person
from enforcement.actor import Actor
from enforcement.flowcharts import guards as vocabulary
from enforcement.flowcharts.engine.advance import TakingPart
from enforcement.flowcharts.engine.judging import Situation
from enforcement.flowcharts.graph import DocumentRule, GuardRule, Node, RoleRule, StepRule
from enforcement.flowcharts.models import Participant, StepRecord
from tests.factories import cases as make
from tests.factories.files import a_clean_file, a_file, day, discussion, hearing, notice, replace, review, terms


def situation(
    type_, file=None, *, people=(), by="局长", outcome="", role="handle", on="04-02", series="case:1", **params
):
    rule = GuardRule(type_, tuple(sorted((k, str(v)) for k, v in params.items())), basis="某条")
    node = Node("n", "task", step=StepRule("P01", "x", roles=(RoleRule(role, 2, certified=True),)))
    run = SimpleNamespace(series=series, pk=1)
    actor = Actor(kind="person", person_id=99, name=by)
    kept = {guards.FILE: file} if file is not None else {}
    return Situation(rule, node, run, SimpleNamespace(visit=1), actor, make.moment(on), outcome, {}, people, kept)


def part(n, *, ok=True, role="handle", name=""):
    standing = {"ok": ok, "sentence": "" if ok else "证件已过期"}
    return TakingPart(n, name or f"人员{n}", role, "15", standing)


def judged(s):
    return guards.BOUND[s.rule.type](s.rule, s)


def test_every_guard_of_the_vocabulary_is_bound_once():
    guards.register_all()
    assert vocabulary.unregistered() == []


@pytest.mark.parametrize("type_", sorted(set(guards.BOUND) - {"min_people", "credential_valid_on"}))
def test_a_run_that_is_no_case_is_not_judged(type_):
    params = {
        "a": "check",
        "b": "handle",
        "num": 1,
        "den": 2,
        "n": 5,
        "unit": "working",
        "person": 1,
        "organisation": 1,
    }
    assert judged(situation(type_, series="credential:1", **params)) is None


class TestPeople:
    @pytest.mark.parametrize(
        ("people", "certified", "ok"),
        [
            ((part(1), part(2)), "true", True), ((part(1), part(1)), "true", False),
            ((part(1), part(2, ok=False)), "true", False), ((part(1), part(2, ok=False)), "false", True),
            ((part(1), part(2, role="helper")), "true", False),
        ],
    )  # fmt: skip
    def test_enough_people(self, people, certified, ok):
        said = judged(situation_people(people, certified))
        assert said.ok is ok
        assert bool(said.sentence) is not ok

    def test_each_credential_is_valid_that_day(self):
        assert judged(situation("credential_valid_on", people=(part(1), part(2)))).ok
        said = judged(situation("credential_valid_on", people=(part(1), part(2, ok=False))))
        assert "证件已过期" in said.sentence
        untold = TakingPart(3, "寅", "handle")
        assert not judged(situation("credential_valid_on", people=(untold,))).ok
        assert judged(situation("credential_valid_on", people=(part(3, ok=False, role="helper"),))).ok


def situation_people(people, certified):
    s = situation("min_people", people=people)
    rule = GuardRule("min_people", (("certified", certified), ("n", "2"), ("role", "handle")))
    return Situation(rule, s.node, s.run, s.record, s.by, s.at, s.outcome, s.body, people, s.kept)


class TestSeparation:
    def test_a_checker_did_not_investigate(self):
        file = a_clean_file()
        assert judged(situation("not_same_person", file, a="check", b="handle", by="辛", role="check")).ok
        said = judged(situation("not_same_person", file, a="check", b="handle", by="甲", role="check"))
        assert "甲" in said.sentence
        named = (part(1, role="check", name="乙"),)
        assert not judged(situation("not_same_person", file, a="check", b="handle", by="辛", people=named)).ok

    @pytest.mark.django_db
    def test_nor_acted_in_another_role(self):
        case = make.a_case(make.an_agency())
        record = StepRecord.objects.get(run=case.run)
        person = make.charts.a_person(name="辛")
        Participant.objects.create(record=record, person=person, name="辛", role="check")
        s = situation(
            "not_same_person", a_clean_file(), a="review", b="check", people=(part(person.pk, role="review"),)
        )
        s = Situation(s.rule, s.node, case.run, s.record, s.by, s.at, "", {}, s.taking_part, s.kept)
        assert not judged(s).ok
        other = Situation(s.rule, s.node, case.run, s.record, s.by, s.at, "", {}, (), s.kept)
        assert judged(other).ok

    def test_the_chair(self):
        assert judged(situation("chair_not_investigator", a_clean_file(hearings=(hearing("03-26"),)))).ok
        said = judged(
            situation("chair_not_investigator", a_clean_file(hearings=(hearing("03-26", chair=Person("甲")),)))
        )
        assert not said.ok
        assert "第六十四条" in said.article

    def test_whoever_was_recused(self):
        file = a_clean_file(recused=(Person("局长"),), decision=None)
        assert "局长" in judged(situation("not_recused", file)).sentence
        assert judged(situation("not_recused", file, by="副局长")).ok
        acted = a_clean_file(recused=(Person("甲"),))
        assert not judged(situation("not_recused", acted)).ok


class TestDiscussion:
    def test_the_quorum_is_the_charts(self):
        share = {"num": 2, "den": 3, "min": 3}
        assert judged(situation("quorum", a_clean_file(discussions=(discussion("04-01"),)), **share)).ok
        few = a_clean_file(discussions=(discussion("04-01", ("penalise", "", "")),))
        assert not judged(situation("quorum", few, **share)).ok
        assert judged(situation("quorum", few, outcome="not_quorate", **share)) is None
        assert not judged(situation("quorum", a_clean_file(), **share)).ok

    def test_the_majority(self):
        share = {"num": 1, "den": 2}
        assert judged(situation("majority", a_clean_file(discussions=(discussion("04-01"),)), **share)).ok
        tie = a_clean_file(discussions=(discussion("04-01", ("penalise", "no_penalty")),))
        assert not judged(situation("majority", tie, **share)).ok
        assert not judged(situation("majority", a_clean_file(), **share)).ok
        other = a_clean_file(
            discussions=(discussion("04-01", ("no_penalty",) * 3),), legal=Legal(discussion_mode="majority")
        )
        assert not judged(situation("majority", other, **share)).ok

    def test_the_decision_follows(self):
        file = a_clean_file(discussions=(discussion("04-01", ("no_penalty",) * 3),))
        assert not judged(situation("follows_discussion", file)).ok
        assert judged(situation("follows_discussion", a_clean_file())).ok

    def test_the_head_presides(self):
        assert judged(situation("head_presides", a_clean_file(discussions=(discussion("04-01"),)))).ok
        absent = a_clean_file(discussions=(discussion("04-01", ("penalise", "penalise", "")),))
        assert not judged(situation("head_presides", absent)).ok
        assert judged(situation("head_presides", absent, outcome="not_quorate")) is None


class TestFile:
    @pytest.mark.django_db
    def test_required_documents_of_this_visit(self):
        case = make.a_case(make.an_agency())
        step = StepRule("P06", "x", documents=(
            DocumentRule("ZJ", "调查终结报告", required=True), DocumentRule("XX", "其他"),
        ))  # fmt: skip
        first = StepRecord(visit=1, entered_at=make.moment("03-10"))
        again = StepRecord(visit=2, entered_at=make.moment("03-20"))

        def said(record):
            s = situation("documents_complete", series=case.series)
            return judged(Situation(s.rule, Node("n", "task", step=step), case.run, record, s.by, s.at, "", {}, (), {}))

        assert "调查终结报告" in said(first).sentence
        make.a_paper(case, "ZJ", "03-15")
        assert said(first).ok
        assert not said(again).ok
        bare = situation("documents_complete", series=case.series)
        assert (
            judged(Situation(bare.rule, Node("n", "task"), case.run, first, bare.by, bare.at, "", {}, (), {})) is None
        )

    @pytest.mark.django_db
    def test_the_file_is_read_once(self, django_assert_max_num_queries):
        case = make.a_case(make.an_agency())
        s = situation("notice_served_before", series=case.series)
        assert not judged(s).ok
        with django_assert_max_num_queries(0):
            assert not judged(s).ok

    def test_a_first_reviewer(self):
        first = replace(review("04-01"), first_time=True, qualification="")
        kind = "first_time_reviewer_has_law_qualification"
        assert not judged(situation(kind, a_clean_file(reviews=(first,)))).ok
        assert judged(situation(kind, a_clean_file(reviews=(review("04-01"),)))).ok
        assert judged(situation(kind, a_clean_file())).ok

    def test_the_notice_and_its_period(self):
        file = a_clean_file()
        assert judged(situation("notice_served_before", file)).ok
        assert not judged(situation("notice_served_before", file, on="03-23")).ok
        five = {"right": "defence", "n": 5, "unit": "working"}
        assert judged(situation("right_period_elapsed", file, on="04-01", **five)).ok
        assert not judged(situation("right_period_elapsed", file, on="03-31", **five)).ok
        assert judged(situation("right_period_elapsed", file, on="03-31", outcome="no_penalty", **five)) is None
        plain = {**five, "unit": "calendar"}
        assert judged(situation("right_period_elapsed", file, on="03-31", outcome="penalise", **plain)).ok
        waived = a_clean_file(notices=(notice("03-24", terms(5000), waived_on=day("03-25")),))
        assert judged(situation("right_period_elapsed", waived, on="03-25", **five)).ok
        assert not judged(situation("right_period_elapsed", a_file(), **five)).ok

    def test_the_amount(self):
        power = {"person": 200, "organisation": 3000}
        assert not judged(situation("amount_within_power", a_clean_file(), **power)).ok
        small = a_clean_file(decision=None, notices=(notice("03-24", terms(3000)),))
        assert judged(situation("amount_within_power", small, **power)).ok
        assert not judged(situation("amount_within_power", replace(small, party_kind="person"), **power)).ok
