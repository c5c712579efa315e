"""The sample cases, as pure files: every date and finding as the law has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.rules import time
from cases.rules.discussion import discussion_required
from cases.rules.file import (
    Legal,
    MeasureFact,
    Person,
    ServiceFact,
)
from cases.rules.file_after import RecordingFact
from cases.rules.hearing import hearing_required
from cases.rules.preview import Candidate, preview
from cases.rules.registry import RuleBroken, audit, hold
from cases.rules.review import review_required
from enforcement.flowcharts.calendar.national import national
from tests.factories.files import (
    HELPER,
    A,
    B,
    C,
    a_clean_file,
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


class TestCase1CleanWithoutHearing:
    def test_every_limit_of_the_case(self):
        assert time.filing_due(day("03-10"), LEGAL, CALENDAR) == day("03-31")
        assert time.defence_until(day("03-24"), LEGAL, CALENDAR) == day("03-31")
        assert time.publish_due(day("04-02"), LEGAL, CALENDAR) == day("04-14")
        pay = time.payment_due(day("04-03"), LEGAL, CALENDAR)
        assert (pay.raw_on, pay.due_on) == (day("04-18"), day("04-20"))
        assert time.reconsideration_until(day("04-03"), CALENDAR).due_on == day("06-02")
        assert time.decision_due(day("03-12"), LEGAL, CALENDAR).due_on == day("06-10")

    def test_nothing_is_wrong(self):
        assert audit(a_clean_file()) == []

    def test_nobody_needs_hearing_review_or_discussion(self):
        file = a_clean_file()
        assert hearing_required(terms(5000), "organisation", LEGAL) == ""
        assert review_required(file) == ""
        assert discussion_required(file) == ""

    def test_the_first_lawful_day_of_the_decision(self):
        assert time.decision_day(a_clean_file()) == day("04-01")

    def test_publication_after_14_april_is_yellow(self):
        found = audit(a_clean_file(published_on=day("04-15")))
        assert [(f.rule, f.severity) for f in found] == [("R24", "yellow")]


class TestCase2CleanWithHearingReviewAndDiscussion:
    def file(self, **changes):
        given = terms(192000, 32000)
        whole = a_file(
            "06-15",
            clue_on=day("03-12"),
            filed_on=day("03-16"),
            is_complex=True,
            inquiries=(inquiry("03-16", kind="inspection"), inquiry("03-18")),
            recordings=(RecordingFact("seizure", day("03-18"), 2), RecordingFact("hearing", day("05-12"))),
            measures=(
                MeasureFact("preserve", day("03-16"), day("03-25"), ended_on=day("03-24"), id=1),
                MeasureFact(
                    "seize",
                    day("03-18"),
                    day("06-07"),
                    ended_on=day("05-29"),
                    extended_on=day("05-06"),
                    id=2,
                    test_from_on=day("03-20"),
                    test_to_on=day("04-10"),
                    test_told_on=day("03-20"),
                    items="农药12箱",
                ),
            ),
            notices=(notice("04-20", given, hearing=True, hearing_requested_on=day("04-23")),),
            hearings=(
                hearing(
                    "04-23",
                    held="05-12",
                    served="04-27",
                    accepted_on=day("04-24"),
                    reported_on=day("05-18"),
                ),
            ),
            reviews=(review("05-22"),),
            discussions=(discussion("05-26", ("penalise", "penalise", "change", "penalise", "penalise")),),
            decision=decision("05-29", given, publish=True),
            services=(ServiceFact("decision", day("06-02"), (A, B)),),
            published_on=day("06-09"),
            performed_on=day("06-12"),
            closed_on=day("06-15"),
        )
        return replace(whole, **changes)

    def test_every_limit_of_the_case(self):
        due = time.decision_due(day("03-16"), LEGAL, CALENDAR)
        assert (due.raw_on, due.due_on) == (day("06-14"), day("06-15"))
        assert time.preserve_due(day("03-16"), LEGAL, CALENDAR) == day("03-25")
        tested = (day("03-20"), day("04-10"))
        assert time.seize_due(day("03-18"), LEGAL, CALENDAR) == day("04-17")
        assert time.seize_due(day("03-18"), LEGAL, CALENDAR, tested=tested) == day("05-08")
        assert time.seize_due(day("03-18"), LEGAL, CALENDAR, tested=tested, extended=True) == day("06-07")
        assert time.hearing_request_until(day("04-20"), LEGAL, CALENDAR) == day("04-27")
        assert time.hearing_hold_due(day("04-24"), LEGAL) == day("05-14")
        assert time.hearing_report_due(day("05-12"), LEGAL) == day("05-22")
        assert time.service_due(day("05-29"), LEGAL, CALENDAR) == day("06-09")
        assert time.publish_due(day("05-29"), LEGAL, CALENDAR) == day("06-09")

    def test_the_last_day_to_serve_the_notice_of_the_hearing(self):
        assert time.notice_of_hearing_by(day("05-12"), LEGAL, CALENDAR) == day("04-28")
        lenient = Legal(hearing_notice_clear=False)
        assert time.notice_of_hearing_by(day("05-12"), lenient, CALENDAR) == day("04-29")

    def test_no_red(self):
        assert audit(self.file()) == []

    def test_the_decision_is_made_on_day_74(self):
        assert (day("05-29") - day("03-16")).days == 74

    def test_why_it_is_heard_reviewed_and_discussed(self):
        file = self.file()
        assert "192000" in hearing_required(file.notices[0].terms, "organisation", LEGAL)
        assert "hearing was held" in review_required(file)
        assert discussion_required(file)

    def test_a_seizure_extended_after_its_end_is_red_and_refused(self):
        late = replace(self.file().measures[1], extended_on=day("05-09"))
        file = self.file(measures=(late,))
        assert "R08" in codes(audit(file))
        with pytest.raises(RuleBroken, match="after it had ended on 8 May 2026"):
            hold(file, "extend_measure")

    def test_preserved_evidence_not_dealt_with_in_time_is_red(self):
        late = replace(self.file().measures[0], ended_on=day("03-26"))
        assert codes(audit(self.file(measures=(late,)))) == ["R07"]

    def test_a_test_of_which_the_party_was_not_told_in_writing_counts(self):
        untold = replace(self.file().measures[1], test_told_on=None)
        assert "R08" in codes(audit(self.file(measures=(untold,))))


class TestCase3OneInvestigator:
    def file(self, **changes):
        given = terms(5000)
        whole = a_file(
            "05-25",
            party_kind="person",
            clue_on=day("05-18"),
            filed_on=day("05-18"),
            field_code="transport",
            inquiries=(
                inquiry("05-18", A, HELPER, kind="inspection", id=1),
                inquiry("05-18", A, HELPER, subject="张某", id=2),
            ),
            notices=(notice("05-25", given),),
        )
        return replace(whole, **changes)

    def test_both_records_are_red_by_r01_and_r03(self):
        found = audit(self.file())
        assert {(f.rule, f.key.split(":")[1]) for f in found} == {
            ("R01", "1"),
            ("R01", "2"),
            ("R03", "1"),
            ("R03", "2"),
        }
        assert all(f.blocks and f.severity == "red" for f in found)

    def test_the_investigation_cannot_be_concluded(self):
        with pytest.raises(RuleBroken) as refusal:
            hold(self.file(), "conclude_investigation")
        assert refusal.value.code == "R01"
        assert refusal.value.article == "中华人民共和国行政处罚法第四十二条第一款"
        assert "18 May 2026" in str(refusal.value)

    def test_the_record_itself_is_refused_and_all_that_is_wrong_is_said_at_once(self):
        with pytest.raises(RuleBroken) as refusal:
            hold(self.file(), "record_inquiry")
        assert {f.rule for f in refusal.value.findings} == {"R01", "R03"}
        assert any("auxiliary" in sentence for sentence, _article in refusal.value.also)

    def test_taken_again_by_two_officers_it_may_go_on(self):
        again = (
            inquiry("05-20", A, B, kind="inspection", id=3),
            inquiry("05-20", A, B, subject="张某", id=4),
        )
        file = self.file(inquiries=(*self.file().inquiries, *again))
        hold(file, "conclude_investigation")
        assert {f.rule for f in audit(file)} == {"R01", "R03"}

    def test_flagged_as_not_usable_it_no_longer_blocks(self):
        unusable = tuple(replace(i, usable=False) for i in self.file().inquiries)
        hold(self.file(inquiries=unusable), "conclude_investigation")

    def test_beside_two_officers_he_may_sign_as_helper(self):
        helping = officer("丁", fault="post_kind", role="helper")
        assert audit(self.file(inquiries=(inquiry("05-18", A, B, helping),))) == []


class TestCase4ChairInvestigated:
    def file(self, **changes):
        whole = a_file(
            "04-17",
            clue_on=day("03-09"),
            filed_on=day("03-09"),
            inquiries=(inquiry("03-09", A, B, kind="inspection", id=1), inquiry("04-02", A, C, id=2)),
            notices=(notice("04-13", terms(150000, 0, "shutdown"), hearing=True, hearing_requested_on=day("04-17")),),
            hearings=(hearing("04-17", chair=Person("丙"), chair_certificate="听主002", announced_on=None),),
        )
        return replace(whole, **changes)

    def test_the_designation_is_refused_and_says_why(self):
        with pytest.raises(RuleBroken) as refusal:
            hold(self.file(), "designate_chair")
        assert str(refusal.value) == (
            "丙 cannot be the chair of the hearing: 丙 took part in the interview on 2 April 2026."
        )
        assert refusal.value.article == "中华人民共和国行政处罚法第六十四条第四项"

    def test_people_are_told_before_they_try(self):
        people = [Candidate("丙", certificate="听主002"), Candidate("己", certificate="听主001"), Candidate("辛")]
        told = preview(self.file(hearings=()), "designate_chair", people=people, on=day("04-20"))
        assert [v.ok for v in told] == [False, True, False]
        assert "took part in the interview on 2 April 2026" in told[0].sentence
        assert "certificate" in told[2].sentence

    def test_22_april_to_6_may_is_seven_days_only_if_the_hearing_day_counts(self):
        assert time.notice_days(day("04-22"), day("05-06"), LEGAL, CALENDAR) == 6
        assert time.notice_days(day("04-22"), day("05-06"), Legal(hearing_notice_clear=False), CALENDAR) == 7
        assert time.earliest_hearing(day("04-22"), LEGAL, CALENDAR) == day("05-07")

    @pytest.mark.parametrize(("clear", "severity"), [(True, "red"), (False, "yellow")])
    def test_that_is_red_or_yellow_as_the_setting_says(self, clear, severity):
        planned = hearing("04-17", planned_on=day("05-06"), notice_served_on=day("04-22"))
        file = self.file(hearings=(planned,), legal=Legal(hearing_notice_clear=clear))
        found = [f for f in audit(file, ["R13"]) if f.step == "H06"]
        assert [f.severity for f in found] == [severity]

    def test_7_may_passes(self):
        planned = hearing("04-17", planned_on=day("05-07"), notice_served_on=day("04-22"))
        assert audit(self.file(hearings=(planned,)), ["R13"]) == []

    def test_held_nevertheless_the_decision_waits_for_another_hearing(self):
        wrong = hearing("04-17", held="05-07", served="04-22", chair=Person("丙"))
        given = self.file().notices[0].terms
        made = {
            "reviews": (review("05-20"),),
            "discussions": (discussion("05-21"),),
            "decision": decision("05-22", given),
        }
        with pytest.raises(RuleBroken) as refusal:
            hold(self.file(hearings=(wrong,), **made), "decide")
        assert refusal.value.code == "R14"
        again = hearing("05-07", held="05-19", served="05-08")
        hold(self.file(hearings=(wrong, again), **made), "decide")


class TestCase6DecisionBeforeTheWindowEnds:
    def file(self, on):
        given = terms(144000)
        return a_file(
            "06-01",
            clue_on=day("04-01"),
            filed_on=day("04-02"),
            inquiries=(inquiry("04-10"),),
            notices=(notice("04-29", given, hearing=True),),
            decision=decision(on, given),
        )

    def test_the_window_ends_on_the_made_up_saturday(self):
        assert time.defence_until(day("04-29"), LEGAL, CALENDAR) == day("05-09")
        assert CALENDAR.is_working(day("05-09"))
        assert day("05-09").weekday() == 5

    @pytest.mark.parametrize("on", ["05-06", "05-07", "05-08", "05-09"])
    def test_a_decision_until_then_is_refused(self, on):
        with pytest.raises(RuleBroken) as refusal:
            hold(self.file(on), "decide")
        assert refusal.value.code == "R10"
        assert "9 May 2026" in str(refusal.value)

    def test_the_first_lawful_and_the_safe_day(self):
        assert time.decision_day(self.file("05-08")) == day("05-10")
        assert time.safe_decision_day(self.file("05-08")) == day("05-11")
        assert audit(self.file("05-11"), ["R10"]) == []

    def test_a_waiver_in_writing_opens_the_way(self):
        file = self.file("05-08")
        waived = replace(file.notices[0], waived_on=day("05-06"))
        assert audit(replace(file, notices=(waived,)), ["R10"]) == []

    def test_a_notice_silent_on_the_hearing_is_refused(self):
        file = self.file("05-11")
        silent = replace(file.notices[0], hearing_right=False)
        with pytest.raises(RuleBroken) as refusal:
            hold(replace(file, notices=(silent,)), "decide")
        assert refusal.value.code == "R11"

    def test_a_hearing_asked_for_in_time_must_be_held(self):
        file = self.file("05-11")
        asked = replace(file.notices[0], hearing_requested_on=day("05-09"))
        assert "R12" in codes(audit(replace(file, notices=(asked,))))
        late = replace(file.notices[0], hearing_requested_on=day("05-10"))
        assert "R12" not in codes(audit(replace(file, notices=(late,))))

    def test_the_manager_is_heard_for_a_fine_from_ten_thousand(self):
        assert hearing_required(terms(10000), "person", LEGAL)
        assert hearing_required(terms(9999), "person", LEGAL) == ""
