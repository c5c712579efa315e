"""A matter through its chart: each way, each refusal, and what stands in the file and the ledger afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.supervision.insiders import Insider
from cases.supervision.matters.acting import TextMissing
from cases.supervision.matters.answer_letter import AnsweredAlready, EvidenceMissing, answer_letter
from cases.supervision.matters.close_matter import StillToCorrect, close_matter
from cases.supervision.matters.correct_on_spot import NotVerified, correct_on_spot
from cases.supervision.matters.decide_matter import GroundUnfit, decide_matter
from cases.supervision.matters.find_on_matter import NoMeasure, find_on_matter
from cases.supervision.matters.follow_up import NothingFollowed, NothingFound, circulate, end_follow_up
from cases.supervision.matters.hold_accountable import hold_accountable
from cases.supervision.matters.issue_letter import issue_letter
from cases.supervision.matters.judge_answer import NoAnswerYet, judge_answer
from cases.supervision.matters.kinds import NotInForce
from cases.supervision.matters.models import Matter
from cases.supervision.matters.object_to_letter import ObjectedAlready, object_to_letter
from cases.supervision.matters.open_matter import open_matter
from cases.supervision.matters.propose_decision import NothingProposed, OwnProposal, answer_proposal, propose_decision
from cases.supervision.matters.recheck_objection import OwnLetter, recheck_objection
from cases.supervision.matters.recuse_supervisor import recuse_supervisor
from cases.supervision.matters.supervisors import Conflicted, SupervisorsUnfit, government_of
from cases.supervision.matters.take_measure import take_measure
from cases.supervision.matters.triage_matter import triage_matter
from cases.supervision.matters.verify_execution import verify_execution
from enforcement.actor import SYSTEM
from enforcement.errors import Invalid, NotAllowed, OutOfOrder
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.organisation.duties.holding import grant
from tests.factories import flowcharts as charts
from tests.factories.certification import a_post
from tests.factories.matters import PDF, County, a_county, a_supervision_certificate, at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def county(db: None) -> County:
    return a_county()


def opened(county: County, day: str = "03-02", **facts: Any) -> Matter:
    said = {"origin": "referral", "origin_note": "市12345热线〔2026〕8号", "summary": "多起案件没有法制审核。", **facts}
    return open_matter(by=county.by("one"), at=at(day), agency_id=county.organ.pk, **said)


def triaged(county: County, outcome: str = "needs_facts") -> Matter:
    matter = opened(county)
    return triage_matter(matter_id=matter.pk, by=county.by("one"), at=at("03-03"), outcome=outcome, text="线索具体。")


def measured(county: County, matter: Matter, day: str = "03-05", **facts: Any) -> Any:
    said = {"kind": "documents", "officer_ids": county.pair, "subject": "案卷三宗", "text": "均无审核意见。", **facts}
    return take_measure(matter_id=matter.pk, by=county.by("one"), at=at(day), **said)


def found(county: County, outcome: str = "illegal") -> Matter:
    matter = triaged(county)
    measured(county, matter)
    return find_on_matter(
        matter_id=matter.pk, by=county.by("one"), at=at("03-06"), outcome=outcome, officer_ids=county.pair,
        text="三案未经法制审核即作出决定。", basis="中华人民共和国行政处罚法第五十八条",
    )  # fmt: skip


def written(county: County, kind: str = "opinion", **facts: Any) -> Any:
    matter = found(county, "illegal" if kind == "opinion" else "non_performance")
    said = {"text": "未经法制审核。", "demands": "补正审核程序\n培训办案人员", **facts}
    return issue_letter(matter_id=matter.pk, by=county.by("one"), at=at("03-09"), kind=kind, **said)


def do(county: County, act: Any, matter: Matter, day: str, who: str = "one", **facts: Any) -> Any:
    return act(matter_id=matter.pk, by=county.by(who), at=at(day), **facts)


def step(matter: Matter) -> tuple[str, str]:
    """Return the open step with its last day; where it ended if none is open."""
    record = StepRecord.objects.filter(run=matter.run_id, left_at__isnull=True, node__kind="task").first()
    return (record.node.code, str(record.due_on)) if record else ("", "")


def papers(matter: Matter) -> list[str]:
    return list(matter.papers.values_list("code", flat=True))


def test_a_false_alarm_and_a_correction_on_the_spot_are_closed_without_a_letter(county: County) -> None:
    false, spot = triaged(county, "false_alarm"), triaged(county, "correctable")
    with pytest.raises(TextMissing):
        do(county, close_matter, false, "03-04", text=" ")
    said = {"what": "未亮证", "corrected_by": "王某", "text": "当场出示证件并致歉"}
    with pytest.raises(NotVerified):
        do(county, correct_on_spot, spot, "03-04", **said)
    do(county, correct_on_spot, spot, "03-04", **said, verified=True, file=PDF)
    for matter in (false, spot):
        do(county, close_matter, matter, "03-05", text="已核实。")
        matter.refresh_from_db()
        matter.run.refresh_from_db()
        assert (matter.run.end, step(matter)[0]) == ("archived", "")
    assert (false.result, spot.result) == ("false_alarm", "on_spot")
    assert papers(spot) == ["XS", "YJ", "JZ", "JZF", "TZ"]
    assert str(spot.corrections.get().done_on) == "2026-03-04"


def test_what_is_discovered_is_registered_with_its_source_and_once(county: County) -> None:
    with pytest.raises(Invalid):
        opened(county, origin_note="")
    with pytest.raises(NotAllowed):
        open_matter(by=county.by("head"), at=at("03-02"), agency_id=county.organ.pk, origin="other", summary="自查")
    matter = opened(county)
    assert (matter.number, matter.body, step(matter)[0]) == ("乐司监〔2026〕1号", county.justice, "V02")
    verbs = Entry.objects.filter(series=matter.series).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["matter.begin", "step.open_matter"]


def test_two_certified_supervisors_investigate_judged_as_of_the_day(county: County) -> None:
    matter = triaged(county)
    with pytest.raises(NoMeasure):
        do(county, find_on_matter, matter, "03-04", outcome="no_problem", officer_ids=county.pair, text="无")
    three, head = county.people["three"], county.people["head"]
    for ids, word in (
        ([county.pair[0]], "两名以上"), ([county.pair[0], three.pk], "没有有效的行政执法监督证"),
        ([county.pair[0], head.pk], "属于被监督单位"),
    ):  # fmt: skip
        with pytest.raises(SupervisorsUnfit, match=word):
            measured(county, matter, officer_ids=ids)
    a_supervision_certificate(three, county.justice, valid_from=date(2026, 3, 5), withdrawn_on=date(2026, 3, 8))
    with pytest.raises(SupervisorsUnfit):
        measured(county, matter, "03-10", officer_ids=[county.pair[0], three.pk])
    made = measured(county, matter, "03-10", officer_ids=[county.pair[0], three.pk], held_on=date(2026, 3, 7))
    assert [bool(o["certificate"]) for o in made.officers] == [True, True]
    do(county, recuse_supervisor, matter, "03-11", person_id=county.pair[1], reason="配偶在该局任职")
    with pytest.raises(SupervisorsUnfit, match="已回避"):
        measured(county, matter, "03-11")
    with pytest.raises(Conflicted):
        do(
            county,
            take_measure,
            matter,
            "03-11",
            "two",
            kind="talk",
            officer_ids=county.pair,
            subject="局长",
            text="问",
        )
    assert matter.measures.count() == 1


def test_a_letter_is_answered_with_evidence_sent_back_and_accepted(county: County) -> None:
    letter = written(county)
    matter = letter.matter
    assert (letter.number, str(letter.due_on), step(matter)) == (
        "乐司监意〔2026〕1号", "2026-04-08", ("V07", "2026-04-08"),
    )  # fmt: skip
    said = {"letter_id": letter.pk, "at": at("03-20"), "text": "已补正。"}
    with pytest.raises(NotAllowed):
        answer_letter(by=county.by("one"), evidence=[PDF], **said)
    with pytest.raises(EvidenceMissing):
        answer_letter(by=county.by("head"), **said)
    with pytest.raises(NoAnswerYet):
        do(county, judge_answer, matter, "03-20", outcome="accepted", text="认可")
    with pytest.raises(NoAnswerYet):
        do(county, judge_answer, matter, "03-20", outcome="not_corrected", text="未改")
    answer_letter(by=county.by("head"), evidence=[PDF], **said)
    with pytest.raises(AnsweredAlready):
        answer_letter(by=county.by("head"), evidence=[PDF], **said)
    do(county, judge_answer, matter, "03-21", outcome="returned", text="缺培训记录", due_on=date(2026, 4, 20))
    assert step(matter) == ("V07", "2026-04-20")
    answer_letter(by=county.by("head"), evidence=[PDF], letter_id=letter.pk, at=at("03-25"), text="已培训。")
    do(county, judge_answer, matter, "03-26", outcome="accepted", text="两项均已改正")
    assert {str(c.done_on) for c in matter.corrections.all()} == {"2026-03-25"}
    do(county, close_matter, matter, "03-27", text="已改正。")
    matter.refresh_from_db()
    assert matter.result == "corrected"


def test_an_objection_is_re_checked_by_another_supervisor_once(county: County) -> None:
    letter = written(county, "urging")
    matter = letter.matter
    assert letter.number == "乐司监督〔2026〕1号"
    said = {"letter_id": letter.pk, "at": at("03-12"), "text": "已在期限内办理。"}
    object_to_letter(by=county.by("head"), **said)
    with pytest.raises(OutOfOrder):
        answer_letter(by=county.by("head"), evidence=[PDF], **said)
    with pytest.raises(OwnLetter):
        do(county, recheck_objection, matter, "03-13", outcome="upheld", text="维持")
    with pytest.raises(Invalid):  # the term of the letter ran out while the objection was checked
        do(county, recheck_objection, matter, "05-13", "two", outcome="upheld", text="维持")
    do(county, recheck_objection, matter, "03-13", "two", outcome="upheld", text="维持", due_on=date(2026, 4, 1))
    assert step(matter) == ("V07", "2026-04-01")
    with pytest.raises(ObjectedAlready):
        object_to_letter(by=county.by("head"), **{**said, "at": at("03-14")})
    other = written(county)
    object_to_letter(
        letter_id=other.pk, by=county.by("head"), at=at("03-12"), text="三案均有审核，见附件。", evidence=[PDF]
    )
    do(county, recheck_objection, other.matter, "03-13", "two", outcome="withdrawn", text="审核意见确已存卷")
    do(county, close_matter, other.matter, "03-14", text="撤回。")
    other.matter.refresh_from_db()
    assert other.matter.result == "withdrawn"
    assert all(c.dropped_on for c in other.matter.corrections.all())


def test_what_is_not_obeyed_goes_to_the_government_which_alone_decides(county: County) -> None:
    matter = written(county, "urging").matter
    do(county, judge_answer, matter, "03-25", outcome="not_corrected", text="逾期未反馈")
    with pytest.raises(NothingProposed):
        do(county, answer_proposal, matter, "03-26", "government", outcome="agreed", text="同意")
    do(county, propose_decision, matter, "03-26", text="建议责令限期履行。")
    with pytest.raises(NotAllowed):
        do(county, answer_proposal, matter, "03-27", outcome="agreed", text="同意")
    do(county, answer_proposal, matter, "03-27", "government", outcome="agreed", text="同意")
    said = {"measure": "perform", "text": "长期不履行。", "demands": "办结积案"}
    with pytest.raises(NotAllowed):
        do(county, decide_matter, matter, "03-30", ground="not_performed", **said)
    with pytest.raises(GroundUnfit):
        do(county, decide_matter, matter, "03-30", "government", ground="ultra_vires", **said)
    letter = do(county, decide_matter, matter, "03-30", "government", ground="not_performed", **said)
    assert (letter.number, step(matter)) == ("乐政监决〔2026〕1号", ("V13", "2026-04-29"))
    report = {"letter_id": letter.pk, "by": county.by("head"), "text": "已办结。", "evidence": [PDF]}
    answer_letter(at=at("04-10"), **report)
    again = date(2026, 5, 8)
    do(county, verify_execution, matter, "04-12", outcome="returned", text="补充材料", due_on=again)
    assert {c.due_on for c in letter.corrections.all()} == {again}
    answer_letter(at=at("04-20"), **report)
    do(county, verify_execution, matter, "04-21", outcome="follow_up", text="已执行，需通报", executed=True)
    with pytest.raises(NothingFollowed):
        do(county, end_follow_up, matter, "04-21", text="完")
    do(county, circulate, matter, "04-21", text="通报如下。", receiver="各镇街、各部门")
    do(county, end_follow_up, matter, "04-22", text="已通报")
    with pytest.raises(StillToCorrect):
        do(county, close_matter, matter, "04-23", text="办结")
    for one in matter.corrections.filter(done_on__isnull=True):
        hold_accountable(
            correction_id=one.pk, by=county.by("one"), at=at("04-23"), accountability="educated", text="党组决定"
        )  # fmt: skip
    do(county, close_matter, matter, "04-23", text="办结")
    matter.refresh_from_db()
    assert (matter.result, Entry.objects.filter(series=matter.series, verb="step.decide_matter").count()) == (
        "decided", 1,
    )  # fmt: skip


def test_nobody_decides_but_the_organs_own_government_nor_on_a_proposal_of_ones_own(county: County) -> None:
    city = charts.an_agency("德州市人民政府", kind="government")
    county.government.parent = city
    county.government.save()
    for agency in (county.justice, county.organ):
        agency.parent = county.government
        agency.save()
    county.organ.refresh_from_db()
    assert (government_of(county.organ), government_of(county.government)) == (county.government, city)
    county.people["city"] = charts.a_person("govern", agency=city)
    grant(person=county.people["one"], duty="govern", agency=county.government, by=SYSTEM, at=at("03-01"))
    matter = found(county, "major")
    do(county, propose_decision, matter, "03-10", text="建议撤销。")
    for who, refusal in (("city", NotAllowed), ("one", OwnProposal)):
        with pytest.raises(refusal):
            do(county, answer_proposal, matter, "03-11", who, outcome="agreed", text="同意")
    do(county, answer_proposal, matter, "03-11", "government", outcome="agreed", text="同意")
    said = {"measure": "perform", "ground": "other", "text": "限期履行。", "demands": "办结积案"}
    for who, refusal in (("city", NotAllowed), ("one", OwnProposal)):
        with pytest.raises(refusal):
            do(county, decide_matter, matter, "03-12", who, **said)


def test_a_supervisor_with_a_post_in_the_organ_takes_no_part(county: County) -> None:
    matter = opened(county)
    a_post(county.people["two"], county.organ)
    with pytest.raises(Insider):
        do(county, triage_matter, matter, "03-03", "two", outcome="false_alarm", text="没有问题")
    with pytest.raises(Insider):
        open_matter(by=county.by("two"), at=at("03-03"), agency_id=county.organ.pk, origin="other", summary="自查")


def test_a_declined_proposal_and_no_problem_end_the_matter_and_nothing_follows_from_none(county: County) -> None:
    declined, clean = found(county, "major"), found(county, "no_problem")
    do(county, propose_decision, declined, "03-10", text="建议撤销。")
    do(county, answer_proposal, declined, "03-11", "government", outcome="declined", text="证据不足")
    for matter in (declined, clean):
        assert step(matter)[0] == "V12"
    with pytest.raises(NothingFound):
        do(county, circulate, clean, "03-12", text="通报", receiver="各部门")


def test_a_letter_is_refused_before_it_was_law(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = found(county)
    kind = "cases.supervision.matters.kinds.LetterKind.in_force"
    monkeypatch.setattr(kind, lambda _kind, on: on > date(2026, 12, 31))
    with pytest.raises(NotInForce):
        do(county, issue_letter, matter, "03-09", kind="opinion", text="一", demands="二")
    assert matter.letters.count() == 0
