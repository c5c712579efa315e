from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.acting import DayAhead, DayTooEarly
from cases.convene import HeadAbsent, HeadPresides, RecusedMember, reconvene
from cases.discussions import NoDiscussion, Tied
from cases.hear_members import (
    HeadSpeaksLast,
    MajorityBinds,
    NotTied,
    ReasonsMissing,
    SilentMember,
    hear_again,
    is_tied,
    state_reasons,
)
from cases.models import Case, Discussion, Member
from cases.rules.loading import RECUSED, load
from cases.rules.registry import RuleBroken, audit
from cases.sign_minutes import NotAMember, SignedAlready, keep_minutes, return_discussion, sign_minutes
from cases.voting import is_quorate, majority
from enforcement.errors import Invalid, NotAllowed, OutOfOrder
from enforcement.flowcharts.engine.refusals import NotYourStep
from enforcement.flowcharts.models import Participant, StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb
from tests.cases.meetings import world as m
from tests.cases.meetings.world import ROSTER, refused

REASONS = "当事人主动消除危害后果并取得受害人谅解，依法应当从轻处理，多数意见未充分考虑上述情节。"
THIRTY = "重大行政决策程序暂行条例第三十条"


@pytest.fixture(scope="module")
def kept_case(kept: w.World, django_db_blocker: Any) -> Case:
    with django_db_blocker.unblock():
        return m.before_a_discussion(kept)


@pytest.fixture
def case(kept_case: Case, world: w.World) -> Case:
    return Case.objects.get(pk=kept_case.pk)


def told(case: Case) -> dict[str, Any]:
    return body_of(Entry.objects.filter(series=case.series).latest("seq"))


def codes(case: Case) -> set[str]:
    return set(case.papers.values_list("code", flat=True))


def recuse(case: Case, world: w.World, part: str) -> None:
    """Note that somebody was recused from the case in its investigation."""
    record = StepRecord.objects.filter(run_id=case.run_id, node__code="P05").first()
    person = world.people[part]
    Participant.objects.create(record=record, person=person, name=person.name, role=RECUSED)


class TestReferral:
    def test_it_opens_the_discussion_with_its_papers(self, world: w.World, case: Case) -> None:
        made = m.refer(world, case)
        assert (made.referred_on, made.ground, made.agenda) == (w.on("04-02"), "complex", "调查终结报告")
        assert w.open_codes(case) == {"C03"}
        verbs = list(Entry.objects.filter(series=case.series).order_by("seq").values_list("verb", flat=True))
        assert verbs[-2:] == ["step.refer_discussion", "step.submit_agenda"]
        assert {"TQ", "YT"} <= codes(case)

    def test_it_is_refused(self, world: w.World, case: Case) -> None:
        with refused(NotYourStep, case):
            m.refer(world, case, who="deputy1")
        with refused(DayAhead, case, field="referred_on"):
            m.refer(world, case, referred_on=w.on("04-03"))
        with refused(DayTooEarly, case, field="referred_on"):
            m.refer(world, case, referred_on=w.on("03-31"))
        m.refer(world, case)
        with refused(OutOfOrder, case):
            m.refer(world, case)


class TestTheRoll:
    @pytest.fixture(autouse=True)
    def _referred(self, world: w.World, case: Case) -> None:
        m.refer(world, case)

    def test_five_of_five_meet_and_the_head_is_marked(self, world: w.World, case: Case) -> None:
        talk = m.meet(world, case)
        assert (talk.held_on, talk.failed_on, talk.roster_size, talk.recorder_name) == (w.on("04-02"), None, 5, "辛某")
        assert [mm.is_head for mm in talk.members.order_by("is_head", "pk")] == [False] * 4 + [True]
        assert talk.members.get(is_head=True).post == "局长"
        assert w.open_codes(case) == {"C04"}
        assert (last_verb(case), told(case)["present"]) == ("step.convene", 5)
        assert "QD" in codes(case)

    def test_without_a_quorum_the_meeting_fails_and_is_convened_again(self, world: w.World, case: Case) -> None:
        talk = m.meet(world, case, "deputy1", "deputy2", "head")  # three of five are fewer than two thirds
        assert (talk.held_on, talk.failed_on) == (None, w.on("04-02"))
        assert w.open_codes(case) == {"C10"}
        assert told(case)["outcome"] == "not_quorate"
        assert "LH" in codes(case)
        with refused(OutOfOrder, case):
            m.tell(world, case)
        reconvene(case_id=case.pk, by=world.by("deputy1"), at=w.at("04-02", 15), note="改期")
        assert w.open_codes(case) == {"C03"}
        assert last_verb(case) == "step.reconvene"
        with refused(DayTooEarly, case, field="held_on"):
            m.meet(world, case, day="04-03", held_on=w.on("04-01"))
        again = m.meet(world, case, *ROSTER[1:], day="04-03")
        assert (again.pk, again.held_on, again.failed_on) == (talk.pk, w.on("04-03"), None)
        assert [mm.name for mm in again.members.filter(present=False)] == ["副局长1"]

    def test_a_failed_meeting_is_recorded_though_the_head_did_not_come(self, world: w.World, case: Case) -> None:
        assert m.meet(world, case, "deputy1").failed_on == w.on("04-02")

    def test_nobody_presides_who_is_absent_or_no_leader(self, world: w.World, case: Case) -> None:
        with refused(HeadAbsent, case, field="head_id", article="第五十七条第二款"):
            m.meet(world, case, *m.DEPUTIES)
        world.people["deputy1"].posts.update(is_leader=False)
        with refused(HeadAbsent, case, field="head_id"):
            m.meet(world, case, *m.DEPUTIES, head_id=world.id("deputy1"))
        with refused(HeadAbsent, case, field="head_id"):
            m.meet(world, case, head_id=world.id("lead"))

    def test_a_deputy_stands_in_only_for_an_absent_head(self, world: w.World, case: Case) -> None:
        with refused(HeadPresides, case, field="head_id", article="第五十七条第二款"):
            m.meet(world, case, head_id=world.id("deputy1"))
        talk = m.meet(world, case, *m.DEPUTIES, head_id=world.id("deputy1"))
        assert talk.members.get(is_head=True).name == "副局长1"

    def test_a_recused_member_does_not_sit(self, world: w.World, case: Case) -> None:
        recuse(case, world, "deputy2")
        with refused(RecusedMember, case, field="present_ids", article="第四十三条") as caught:
            m.meet(world, case)
        assert "副局长2" in str(caught.value)
        assert m.meet(world, case, "deputy1", "deputy3", "deputy4", "head").held_on

    def test_setting_and_chart_bind_both(self, world: w.World, case: Case) -> None:
        m.setting(world, "quorum_share", [1, 2])
        assert m.meet(world, case, "deputy1", "deputy2", "head").failed_on, "the chart asks for two thirds"
        reconvene(case_id=case.pk, by=world.by("deputy1"), at=w.at("04-03"), note="改期")
        m.setting(world, "quorum_min", 5)
        assert m.meet(world, case, *ROSTER[1:], day="04-03").failed_on, "the setting asks for five"

    def test_only_members_convene_on_a_day_that_has_come(self, world: w.World, case: Case) -> None:
        with refused(NotYourStep, case):
            m.meet(world, case, who="lead")
        with refused(DayAhead, case, field="held_on"):
            m.meet(world, case, held_on=w.on("04-03"))

    def test_there_must_be_a_discussion(self, world: w.World, case: Case) -> None:
        Discussion.objects.filter(case=case).delete()
        with refused(NoDiscussion, case):
            m.meet(world, case)


class TestOpinions:
    @pytest.fixture(autouse=True)
    def _met(self, world: w.World, case: Case) -> None:
        m.refer(world, case)
        m.meet(world, case, *ROSTER[1:])  # deputy1 is absent

    def test_the_lead_reports_and_each_member_speaks(self, world: w.World, case: Case) -> None:
        with refused(NotYourStep, case):
            m._do(m.report_case, world, case, "deputy2", "04-02", reported="汇报")
        assert m.tell(world, case).reported == "承办人汇报。"
        assert (last_verb(case), w.open_codes(case)) == ("step.report_case", {"C05"})
        talk = m.speak(world, case, "pcpp")
        assert [(x.name, x.spoke_order, x.vote) for x in talk.members.filter(present=True).order_by("spoke_order")] == [
            ("副局长2", 1, "penalise"), ("副局长3", 2, "change"), ("副局长4", 3, "penalise"), ("局长", 4, "penalise"),
        ]  # fmt: skip
        assert talk.members.get(present=False).opinion == ""
        assert (last_verb(case), w.open_codes(case)) == ("step.hear_members", {"C06"})
        assert told(case)["votes"][1] == {"name": "副局长3", "order": 2, "vote": "change"}

    def test_a_silent_member_or_one_who_was_absent_is_refused(self, world: w.World, case: Case) -> None:
        m.tell(world, case)
        said = m.statements(case, ["penalise"] * 4)
        absent = Member.objects.get(discussion__case=case, present=False)
        for wrong in (
            said[:-1], [replace(said[0], opinion=" "), *said[1:]], [replace(said[0], vote=""), *said[1:]],
            [replace(said[0], vote="abstain"), *said[1:]], [*said, replace(said[0], member_id=absent.pk, order=9)],
            [*said, replace(said[0], member_id=absent.pk, order=9, vote="")], [],
        ):  # fmt: skip
            with refused(SilentMember, case, article=THIRTY):
                m.speak(world, case, statements=wrong)

    def test_the_head_speaks_last_and_each_has_a_place(self, world: w.World, case: Case) -> None:
        m.tell(world, case)
        said = m.statements(case, ["penalise"] * 4)
        with refused(HeadSpeaksLast, case, article=THIRTY):
            m.speak(world, case, statements=[replace(said[0], order=5), *said[1:]])
        with refused(HeadSpeaksLast, case):
            m.speak(world, case, statements=[replace(said[0], order=2), *said[1:]])

    def test_a_member_recused_meanwhile_does_not_vote(self, world: w.World, case: Case) -> None:
        m.tell(world, case)
        recuse(case, world, "deputy2")
        with refused(RuleBroken, case, article="第四十三条", code="R04"):
            m.speak(world, case, "pppp")


class TestTheConclusion:
    def test_the_majority_is_the_conclusion(self, world: w.World, case: Case) -> None:
        m.to_votes(world, case, "pcppp")
        talk = m.conclude(world, case)
        assert (talk.majority, talk.conclusion, talk.departs) == ("penalise", "penalise", False)
        assert w.open_codes(case) == {"C08"}
        assert (last_verb(case), told(case)["outcome"]) == ("step.conclude_discussion", "agreed")
        assert "BJ" in codes(case)

    def test_a_tie_is_no_conclusion_and_is_discussed_again(self, world: w.World, case: Case) -> None:
        m.to_votes(world, case, "ppcc", "deputy1", "deputy2", "deputy3", "head")
        assert is_tied(case)
        with refused(Tied, case):
            m.conclude(world, case)
        with refused(NotAllowed, case):
            m.speak(world, case, "pppc", act=hear_again, who="lead")
        swapped = [replace(s, order=o) for s, o in zip(m.statements(case, ["penalise"] * 4), (2, 1, 3, 4), strict=True)]
        m.speak(world, case, act=hear_again, statements=swapped)
        assert (last_verb(case), w.open_codes(case)) == ("case.hear_again", {"C06"})
        assert told(case)["votes"][0] == {"name": "副局长1", "order": 2, "vote": "penalise"}
        assert not is_tied(case)
        with refused(NotTied, case):
            m.speak(world, case, "pppc", act=hear_again)
        assert m.conclude(world, case).majority == "penalise"

    def test_members_are_heard_again_only_after_a_tie(self, world: w.World, case: Case) -> None:
        assert not is_tied(case)
        m.refer(world, case)
        assert not is_tied(case)
        m.meet(world, case)
        with refused(OutOfOrder, case):
            m.speak(world, case, act=hear_again)

    def test_a_conclusion_that_is_none_is_refused(self, world: w.World, case: Case) -> None:
        m.to_votes(world, case)
        with refused(Invalid, case, field="conclusion"):
            m.conclude(world, case, "abstain")

    def test_where_the_majority_binds_the_head_does_not_depart(self, world: w.World, case: Case) -> None:
        m.setting(world, "discussion_mode", "majority")
        m.to_votes(world, case, "ccccp")
        with refused(MajorityBinds, case):
            m.conclude(world, case, "penalise")
        assert m.conclude(world, case, "change").conclusion == "change"


class TestADepartingHead:
    @pytest.fixture(autouse=True)
    def _departed(self, world: w.World, case: Case) -> None:
        m.to_votes(world, case, "ccccp")
        m.conclude(world, case, "penalise")

    def reasons(self, world: w.World, case: Case, **changes: Any) -> Discussion:
        facts = {"by": world.by("head"), "at": w.at("04-02"), "reasons": REASONS, "stated_on": w.on("04-02")}
        return state_reasons(case_id=case.pk, **{**facts, **changes})

    def test_reasons_are_owed_and_recorded(self, world: w.World, case: Case) -> None:
        assert w.open_codes(case) == {"C07"}
        assert told(case)["outcome"] == "departs"
        with refused(OutOfOrder, case):
            sign_minutes(case_id=case.pk, by=world.by("deputy1"), at=w.at("04-02"))
        talk = self.reasons(world, case)
        assert (talk.departs, talk.reasons) == (True, REASONS)
        assert (last_verb(case), w.open_codes(case)) == ("step.state_reasons", {"C08"})
        assert told(case)["reasons"] == REASONS
        assert "LY" in codes(case)
        found = [(f.rule, f.severity) for f in audit(load(case, today=w.on("04-02")), ["R20"])]
        assert found == [("R20", "notice")]

    def test_short_reasons_are_refused_blanks_do_not_count(self, world: w.World, case: Case) -> None:
        for short in ("", "同意", "从 " * 19):
            with refused(ReasonsMissing, case, field="reasons", article=THIRTY) as caught:
                self.reasons(world, case, reasons=short)
            assert "20" in str(caught.value)
        m.setting(world, "reasons_min_length", 2)
        assert self.reasons(world, case, reasons="从轻").reasons == "从轻"

    def test_only_the_head_states_them_in_the_meeting(self, world: w.World, case: Case) -> None:
        with refused(NotYourStep, case):
            self.reasons(world, case, by=world.by("deputy1"))
        with refused(DayAhead, case, field="stated_on"):
            self.reasons(world, case, stated_on=w.on("04-03"))
        with refused(DayTooEarly, case, field="stated_on"):
            self.reasons(world, case, stated_on=w.on("04-01"))


class TestTheMinutes:
    def sign(self, world: w.World, case: Case, who: str, hour: int = 10) -> Discussion:
        return sign_minutes(case_id=case.pk, by=world.by(who), at=w.at("04-02", hour))

    def test_each_signs_alone_and_the_last_closes(self, world: w.World, case: Case) -> None:
        m.to_votes(world, case, "pcpp", *ROSTER[1:])
        m.conclude(world, case)
        for part in ROSTER[1:-1]:
            self.sign(world, case, part)
            assert (last_verb(case), w.open_codes(case)) == ("case.sign_minutes_member", {"C08"})
        assert (told(case)["member"], told(case)["waiting"]) == ("副局长4", 1)
        with refused(NotAMember, case):
            self.sign(world, case, "lead")
        with refused(NotAMember, case):
            self.sign(world, case, "deputy1")
        with refused(SignedAlready, case):
            self.sign(world, case, "deputy2")
        self.sign(world, case, "head", 11)
        assert (last_verb(case), w.open_codes(case)) == ("step.sign_minutes", {"C09"})
        assert Member.objects.get(discussion__case=case, is_head=True).signed_at == w.at("04-02", 11)
        assert "TL" in codes(case)
        with refused(OutOfOrder, case):
            self.sign(world, case, "head")

    def test_they_hold_dissent_reasons_and_the_county_s_hours(
        self, world: w.World, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        m.to_votes(world, case, "ccccp")
        talk = m.conclude(world, case, "penalise")
        Discussion.objects.filter(pk=talk.pk).update(reasons=REASONS)
        Member.objects.filter(discussion=talk).update(signed_at=w.at("04-02", 10))
        written: dict[str, str] = {}
        monkeypatch.setattr("cases.sign_minutes.keep_sheet", lambda **facts: written.update(facts["rows"]))
        keep_minutes(case, Discussion.objects.get(pk=talk.pk), by=world.by("head"), at=w.at("04-02", 10))
        assert written["5. 局长"] == "局长的意见（同意拟处罚意见）"
        assert written["1. 副局长1"].endswith("（变更处罚）")
        assert written["首长理由"] == REASONS
        assert "局长（2026年4月2日10时00分）" in written["签字"]

    @pytest.mark.parametrize(
        ("votes", "conclusion", "outcome", "code"),
        [
            ("ppppp", "penalise", "penalise", "P14"), ("ccccc", "change", "penalise", "P14"),
            ("nnnnn", "no_penalty", "no_penalty", "P14"), ("mmmmm", "more_facts", "more_facts", "P05"),
        ],
    )  # fmt: skip
    def test_the_conclusion_goes_back_to_the_case(
        self, world: w.World, case: Case, votes: str, conclusion: str, outcome: str, code: str
    ) -> None:
        m.to_votes(world, case, votes)
        m.conclude(world, case, conclusion)
        for part in ROSTER:
            self.sign(world, case, part)
        with refused(NotYourStep, case):
            return_discussion(case_id=case.pk, by=world.by("head"), at=w.at("04-03"))
        talk = return_discussion(case_id=case.pk, by=world.by("lead"), at=w.at("04-03"))
        assert talk.concluded_on == w.on("04-03")
        assert (last_verb(case), told(case)["outcome"], w.open_codes(case)) == (
            "step.return_discussion",
            outcome,
            {code},
        )
        case.run.refresh_from_db()
        assert case.run.facts["discussed"] is True
        assert list(faults(case.series)) == []
        with refused(NoDiscussion, case):
            return_discussion(case_id=case.pk, by=world.by("lead"), at=w.at("04-03"))


def test_votes_are_counted() -> None:
    assert majority(["a", "a", "b"]) == "a"
    assert majority(["a", "b"]) == ""
    assert majority(["", ""]) == ""
    assert is_quorate(4, 5, (2, 3), 3)
    assert not is_quorate(3, 5, (2, 3), 3)
    assert not is_quorate(2, 3, (2, 3), 3)
