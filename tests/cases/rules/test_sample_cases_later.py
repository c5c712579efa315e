"""The sample cases on credentials, review and flowcharts, as pure files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.rules import time
from cases.rules.file import (
    AssignmentFact,
    Legal,
    Person,
    StepFact,
)
from cases.rules.file_after import RecordingFact
from cases.rules.preview import Candidate, preview
from cases.rules.registry import RuleBroken, audit, hold
from enforcement.flowcharts.calendar.national import national
from tests.factories.files import (
    REVIEWER,
    A,
    B,
    C,
    a_file,
    codes,
    day,
    decision,
    discussion,
    hearing,
    inquiry,
    notice,
    officer,
    review,
    terms,
)

CALENDAR, LEGAL = national(), Legal()


pytestmark = pytest.mark.usefixtures("_english")


class TestCase7ExpiredCard:
    expired = officer("乙", fault="expired")

    def file(self, **changes):
        whole = a_file(
            "06-26", clue_on=day("06-01"), filed_on=day("06-05"), inquiries=(inquiry("06-10", A, self.expired, id=1),)
        )
        return replace(whole, **changes)

    def test_the_record_of_10_june_is_red_even_after_the_renewal(self):
        found = audit(self.file())
        assert codes(found) == ["R01", "R02"]
        assert "On 10 June 2026 乙 took part in the interview, but the credential had expired." in [
            f.sentence for f in found
        ]

    def test_he_cannot_be_assigned(self):
        told = preview(self.file(inquiries=()), "assign", people=[
            Candidate("乙", officer=self.expired), Candidate("丙", officer=C),
        ], on=day("06-11"))  # fmt: skip
        assert [v.ok for v in told] == [False, True]
        assert told[0].rule == "R02"
        assigned = (AssignmentFact(A, "lead", day("06-05")), AssignmentFact(self.expired, "co", day("06-05")))
        with pytest.raises(RuleBroken):
            hold(self.file(inquiries=(), assignments=assigned), "assign")

    def test_taken_again_with_valid_officers_the_case_goes_on(self):
        file = self.file(inquiries=(*self.file().inquiries, inquiry("06-26", A, B, id=2)))
        hold(file, "conclude_investigation")
        assert "R02" in codes(audit(file))


class TestCase8NoLegalReview:
    def file(self, **changes):
        given = terms(200000)
        whole = a_file(
            "06-08",
            clue_on=day("04-01"),
            filed_on=day("04-07"),
            inquiries=(inquiry("04-15"),),
            notices=(notice("05-11", given, hearing=True, hearing_requested_on=day("05-15")),),
            hearings=(hearing("05-15", held="06-01", served="05-19"),),
            recordings=(RecordingFact("hearing", day("06-01")),),
            reviews=(review("06-04", Person("甲"), first_time=True),),
            discussions=(discussion("06-05"),),
            decision=decision("06-05", given),
        )
        return replace(whole, **changes)

    def test_ninety_days_end_on_6_july(self):
        assert time.decision_due(day("04-07"), LEGAL, CALENDAR).due_on == day("07-06")

    def test_a_review_by_the_lead_counts_for_nothing(self):
        assert codes(audit(self.file())) == ["R16", "R17"]
        with pytest.raises(RuleBroken) as refusal:
            hold(self.file(), "decide")
        assert refusal.value.code == "R16"
        assert refusal.value.article == "中华人民共和国行政处罚法第五十八条"

    def test_the_lead_is_told_before_trying(self):
        people = [
            Candidate("甲", first_time=True),
            Candidate("戊", qualification="A1"),
            Candidate("壬", first_time=True),
        ]
        told = preview(self.file(reviews=(), decision=None), "review", people=people, on=day("06-04"))
        assert [v.ok for v in told] == [False, True, False]

    def test_a_review_by_another_before_the_decision_opens_the_way(self):
        file = self.file(reviews=(review("06-03", Person("甲"), first_time=True), review("06-05", REVIEWER)))
        hold(file, "decide")

    def test_a_review_after_the_decision_stays_red(self):
        file = self.file(reviews=(review("06-08"),))
        assert codes(audit(file)) == ["R16"]

    def test_a_review_before_the_hearing_does_not_count(self):
        assert "R16" in codes(audit(self.file(reviews=(review("05-29"),))))

    def test_a_review_that_did_not_pass(self):
        file = self.file(reviews=(review("06-04", passed=False),))
        assert [f.key for f in audit(file)] == ["failed"]


class TestCase11FlowchartReplacedMidCase:
    def file(self, *steps, **changes):
        return a_file(
            "07-30", filed_on=day("07-01"), clue_on=day("06-25"), version_number=3, steps=steps,
            charted=("P01", "P03"), **changes,
        )  # fmt: skip

    def test_ten_working_days_of_version_3_end_on_10_august_five_of_version_4_on_3_august(self):
        assert time.working(day("07-27"), 10, CALENDAR) == day("08-10")
        assert time.working(day("07-27"), 5, CALENDAR) == day("08-03")

    def test_the_case_stays_on_version_3(self):
        steps = [StepFact(c, c, day("07-01"), day("07-01"), None, 3) for c in ("P01", "P03")]
        steps.append(StepFact("P07", "案件审核", day("07-27"), None, day("08-10"), 3))
        assert audit(self.file(*steps)) == []

    def test_a_step_of_version_4_is_red(self):
        steps = [StepFact(c, c, day("07-01"), day("07-01"), None, 3) for c in ("P01", "P03")]
        steps.append(StepFact("P07", "案件审核", day("07-27"), None, day("08-03"), 4))
        found = audit(self.file(*steps))
        assert [(f.rule, f.step) for f in found] == [("R33", "P07")]

    def test_a_skipped_step_is_red(self):
        found = audit(self.file(StepFact("P01", "线索登记", day("07-01"), None, None, 3)))
        assert [(f.rule, f.key) for f in found] == [("R33", "skipped:P03")]

    def test_a_step_of_a_called_chart_has_a_version_of_its_own(self):
        steps = [StepFact(c, c, day("07-01"), day("07-01"), None, 3) for c in ("P01", "P03")]
        assert audit(self.file(*steps, StepFact("H01", "告知听证权", day("07-28"), None, None, 0))) == []
