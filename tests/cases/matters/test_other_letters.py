"""The letters beside the regulation: the notice on a breach of procedure, and the opinion of reconsideration."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cases.supervision.matters.answer_letter import answer_letter
from cases.supervision.matters.close_matter import StillToCorrect, close_matter
from cases.supervision.matters.enter_review_opinion import NoReconsideration, enter_review_opinion
from cases.supervision.matters.hold_accountable import hold_accountable
from cases.supervision.matters.issue_letter import NoRuleOfProcedure, NotUsed, issue_letter
from cases.supervision.matters.judge_answer import NoAnswerYet, judge_answer
from cases.supervision.matters.kinds import NotInForce
from cases.supervision.matters.models import Letter
from cases.supervision.matters.object_to_letter import NoObjection, object_to_letter
from cases.supervision.matters.overdue import find
from cases.supervision.matters.parameters import NOTICE_USED
from enforcement.errors import Invalid, NotAllowed
from enforcement.ledger.models import Entry
from tests.cases.matters.test_course import do, found, papers, step
from tests.factories import cases as make
from tests.factories.cases_outcomes import a_remedy
from tests.factories.matters import PDF, County, a_county, at
from tests.factories.organisation import ParameterValueFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:No directory at")]
SAID = {"text": "告知书未写明陈述、申辩期限。", "demands": "重新告知\n自查同类案件"}
RULE = "山东省行政程序规定第七十条"


@pytest.fixture
def county(db: None) -> County:
    return a_county()


def entered(county: County, who: str = "one", day: str = "03-10", **facts: object) -> Letter:
    said = {**SAID, "reconsideration": "乐政复决字〔2026〕5号", "basis": "中华人民共和国行政处罚法第四十四条", **facts}
    return enter_review_opinion(by=county.by(who), at=at(day), agency_id=county.organ.pk, **said)


def test_a_notice_is_issued_where_it_is_used_and_a_rule_of_procedure_was_broken(county: County) -> None:
    matter = found(county)
    with pytest.raises(NotUsed):
        do(county, issue_letter, matter, "03-09", kind="notice", basis=RULE, **SAID)
    ParameterValueFactory(code=NOTICE_USED, value=True, agency=county.government)
    with pytest.raises(NoRuleOfProcedure):
        do(county, issue_letter, matter, "03-09", kind="notice", **SAID)
    letter = do(county, issue_letter, matter, "03-09", kind="notice", basis=RULE, **SAID)
    assert (letter.number, str(letter.due_on), step(matter)[0]) == ("乐司监知〔2026〕1号", "2026-04-08", "V07")
    assert "TZS" in papers(matter)
    late = next(iter(find(date(2026, 4, 20)))).finding
    assert (late.severity, late.article, late.step) == ("red", "山东省行政程序规定第一百二十八条", "V07")
    object_to_letter(by=county.by("head"), at=at("03-12"), letter_id=letter.pk, text="已告知。")  # 条例第三十条
    assert step(matter)[0] == "V08"


def test_an_opinion_of_reconsideration_is_reported_on_within_sixty_days(county: County) -> None:
    letter = entered(county, received_on=date(2026, 3, 10), issued_on=date(2026, 3, 6))
    assert (letter.number, letter.issuer, str(letter.due_on)) == (
        "乐政复意〔2026〕1号", county.government.name, "2026-05-09",
    )  # fmt: skip
    matter = letter.matter
    with pytest.raises(NoObjection):
        object_to_letter(by=county.by("head"), at=at("03-12"), letter_id=letter.pk, text="不同意。")
    with pytest.raises(NoAnswerYet):
        do(county, judge_answer, matter, "03-20", outcome="accepted", text="认可")
    assert not list(find(date(2026, 4, 1)))
    assert "复议法第七十六条" in next(iter(find(date(2026, 5, 12)))).finding.article
    answer_letter(by=county.by("head"), at=at("03-25"), letter_id=letter.pk, text="已重新告知。", evidence=[PDF])
    do(county, judge_answer, matter, "03-26", outcome="accepted", text="已落实")
    do(county, close_matter, matter, "03-27", text="已落实，销号。")
    matter.refresh_from_db()
    assert (matter.result, papers(matter)) == ("corrected", ["FYS", "QK", "ZJ", "HC", "TZ"])
    verbs = Entry.objects.filter(series=matter.series).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == [
        "matter.enter_review_opinion", "matter.answer_letter", "matter.judge_answer", "matter.close_matter",
    ]  # fmt: skip


def test_what_another_organ_wrote_is_entered_with_its_scan_by_who_received_it(county: County) -> None:
    received = {"number": "德政复意〔2026〕3号", "organ": "德州市人民政府", "file": PDF}
    case = make.a_case(county.organ, run=False)
    for kind, facts in (
        (NotAllowed, {}), (Invalid, {**received, "file": b""}), (NoReconsideration, {**received, "case_id": case.pk}),
        (NotInForce, {**received, "issued_on": date(2023, 12, 31), "received_on": date(2024, 1, 3)}),
    ):  # fmt: skip
        with pytest.raises(kind):
            entered(county, "head", **facts)
    a_remedy(case, "03-01")
    letter = entered(county, "head", **received, case_id=case.pk)
    assert papers(letter.matter) == ["FYD", "FYSF"]
    with pytest.raises(Invalid):
        entered(county, "head", **received)
    do(county, judge_answer, letter.matter, "05-20", outcome="not_corrected", text="逾期未报送")
    with pytest.raises(StillToCorrect):
        do(county, close_matter, letter.matter, "05-21", text="结束")
    for one in letter.corrections.all():
        hold_accountable(
            correction_id=one.pk, by=county.by("one"), at=at("05-21"), accountability="educated", text="约谈"
        )
    assert do(county, close_matter, letter.matter, "05-21", text="已责令限期履行。").result == "disobeyed"


def test_its_pages_show_who_must_do_what(client: Client, county: County) -> None:
    client.force_login(county.people["one"])
    said = {"agency_id": county.organ.pk, "case_id": "", "reconsideration": "乐政复决字〔2026〕5号", **SAID,
            "basis": RULE, "number": "", "organ": "", "issued_on": "2026-03-10", "received_on": "2026-03-10"}  # fmt: skip
    client.post(reverse("matter_review_opinion"), said)
    letter = Letter.objects.get()
    assert "待被监督单位反馈" in client.get(reverse("matter", args=[letter.matter_id])).content.decode()
    assert client.get(reverse("matters")).status_code == 200
    client.force_login(county.people["head"])
    page = client.get(reverse("matter_letter", args=[letter.pk])).content.decode()
    assert reverse("matter_letter_do", args=[letter.pk, "answer"]) in page
    assert reverse("matter_letter_do", args=[letter.pk, "object"]) not in page
