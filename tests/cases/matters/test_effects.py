"""What matters do elsewhere: the case whose decision falls, persons, alarms on letters, the lists of a year."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case, Remedy
from cases.rules.loading import load
from cases.rules.publicity import withdraw_due
from cases.supervision.matters.answer_letter import answer_letter
from cases.supervision.matters.answer_treatment import TreatmentAnswered, answer_treatment
from cases.supervision.matters.decide_matter import decide_matter
from cases.supervision.matters.double_track import DoubleTrack, JudgedAlready
from cases.supervision.matters.find_on_matter import find_on_matter
from cases.supervision.matters.follow_up import NotOfOrgan, propose_treatment
from cases.supervision.matters.judge_answer import judge_answer
from cases.supervision.matters.models import Matter
from cases.supervision.matters.object_to_letter import object_to_letter
from cases.supervision.matters.open_matter import RemedyUnchecked, open_matter
from cases.supervision.matters.overdue import find
from cases.supervision.matters.parameters import JUDGED
from cases.supervision.matters.propose_decision import answer_proposal, propose_decision
from cases.supervision.matters.recheck_objection import recheck_objection
from cases.supervision.matters.score import scores
from cases.supervision.matters.triage_matter import triage_matter
from cases.supervision.models import Alarm
from cases.supervision.sources import audit_source
from certification import standing
from enforcement.errors import NotAllowed, NotFound
from enforcement.organisation.models import ParameterValue
from tests.cases.matters.test_course import do, measured, written
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories.cases_outcomes import a_remedy
from tests.factories.certification import a_credential, a_post
from tests.factories.matters import PDF, County, a_correction, a_county, a_letter, a_matter, at
from tests.factories.organisation import ParameterValueFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def county(db: None) -> County:
    return a_county()


def major(county: County, case: Case | None = None) -> Matter:
    """Take a matter to V09, on a case if one is given."""
    matter = open_matter(
        by=county.by("one"), at=at("03-02"), agency_id=county.organ.pk, origin="other", summary="决定程序违法。",
        case_id=case.pk if case else None,
    )  # fmt: skip
    do(county, triage_matter, matter, "03-03", outcome="needs_facts", text="需调查")
    measured(county, matter)
    said = {"outcome": "major", "text": "未听证", "basis": "中华人民共和国行政处罚法第六十三条"}
    return do(county, find_on_matter, matter, "03-06", officer_ids=county.pair, **said)


def test_a_decision_that_the_government_annuls_must_leave_the_public_in_three_working_days(county: County) -> None:
    case = make.a_case(county.organ, run=False)
    make.a_decision(case, "02-10")
    make.a_publication(case, "02-12")
    matter = major(county, case)
    do(county, propose_decision, matter, "03-07", text="建议撤销")
    do(county, answer_proposal, matter, "03-08", "government", outcome="agreed", text="同意")
    do(county, decide_matter, matter, "03-09", "government", measure="annul", ground="procedure", text="应当听证而未听证。",
       demands="收回决定书")  # fmt: skip
    remedy = case.remedies.get()
    assert (remedy.kind, remedy.outcome, remedy.organ) == ("supervision", "annulled", "乐陵市人民政府")
    assert withdraw_due(load(case, today=date(2026, 3, 9))) == date(2026, 3, 12)
    score = scores([county.organ], 2026, today=date(2026, 6, 1))[0]
    assert (score.serious, score.counts["decision"], score.counts["late"], score.is_over) == (1, 1, 1, False)


def test_what_is_before_a_court_is_not_supervised_twice(county: County) -> None:
    case = make.a_case(county.organ, run=False)
    remedy = a_remedy(case)
    asked = {
        "by": county.by("one"),
        "at": at("03-02"),
        "agency_id": county.organ.pk,
        "origin": "other",
        "summary": "一",
    }
    with pytest.raises(DoubleTrack):
        open_matter(**asked, case_id=case.pk)
    with pytest.raises(RemedyUnchecked):
        open_matter(**asked, no_remedy=False)
    with pytest.raises(NotFound):
        open_matter(**asked, case_id=make.a_case(county.justice, run=False).pk)
    remedy.outcome, remedy.outcome_on = "withdrawn", date(2026, 3, 1)
    remedy.save()
    assert open_matter(**asked, case_id=case.pk).case == case


def test_a_remedy_that_comes_later_stops_the_matter_and_a_judgment_stands_against_annulment(county: County) -> None:
    case = make.a_case(county.organ, run=False)
    make.a_decision(case, "02-10")
    matter = major(county, case)
    remedy = a_remedy(case, "03-06")
    with pytest.raises(DoubleTrack):
        do(county, propose_decision, matter, "03-07", text="建议撤销")
    Remedy.objects.filter(pk=remedy.pk).update(kind="litigation", outcome="upheld", outcome_on=date(2026, 3, 7))
    do(county, propose_decision, matter, "03-08", text="建议撤销")
    do(county, answer_proposal, matter, "03-08", "government", outcome="agreed", text="同意")
    said = {"text": "应当听证而未听证。", "demands": "收回决定书"}
    with pytest.raises(JudgedAlready):
        do(county, decide_matter, matter, "03-09", "government", measure="annul", ground="procedure", **said)
    ParameterValue.objects.create(code=JUDGED, value=True, from_on=date(2026, 1, 1), source="来文", set_at=at("03-01"),
                                  agency=county.government)  # fmt: skip
    with pytest.raises(JudgedAlready):
        major(county, case)


def test_nothing_is_set_aside_on_a_case_without_decision(county: County) -> None:
    case = make.a_case(county.organ, run=False)
    matter = major(county, case)
    do(county, propose_decision, matter, "03-07", text="建议撤销")
    do(county, answer_proposal, matter, "03-08", "government", outcome="agreed", text="同意")
    said = {"measure": "annul", "ground": "procedure", "text": "程序违法", "demands": "收回"}
    assert do(county, decide_matter, matter, "03-09", "government", **said).measure == "annul"
    assert not case.remedies.exists()


def test_the_score_forgets_no_lateness_counts_a_case_once_and_no_letter_withdrawn(county: County) -> None:
    case = make.a_case(county.organ, run=False)
    for kind, outcome, day in (("reconsideration", "illegal", "05-20"), ("litigation", "annulled", "09-20")):
        a_remedy(case, kind=kind, outcome=outcome, outcome_on=make.day(day))
    late, never, withdrawn, objected = (written(county, due_on=date(2026, 4, 9)) for _ in range(4))
    for letter, day in ((withdrawn, "03-10"), (objected, "03-11")):
        object_to_letter(letter_id=letter.pk, by=county.by("head"), at=at(day), text="事实有误")
    do(county, recheck_objection, withdrawn.matter, "03-12", "two", outcome="withdrawn", text="异议成立")
    report = {"letter_id": late.pk, "by": county.by("head"), "text": "已改", "evidence": [PDF]}
    answer_letter(at=at("04-30"), **report)
    do(county, judge_answer, late.matter, "05-06", outcome="returned", text="证据不足", due_on=date(2026, 5, 20))
    answer_letter(at=at("05-10"), **report)
    do(county, judge_answer, never.matter, "04-20", outcome="not_corrected", text="逾期未反馈")
    counts = scores([county.organ], 2026, today=date(2026, 12, 1))[0].counts
    told = ("annulled", "illegal", "matters", "opinion", "late")
    assert [counts[name] for name in told] == [1, 0, 3, 3, 2]
    assert list(find(date(2026, 12, 1))) == []


def test_a_proposal_on_a_person_changes_no_credential_and_waits_for_the_credential_office(county: County) -> None:
    matter, fifth = major(county), charts.a_person(name="五某")
    a_post(fifth, county.organ)
    card = a_credential(fifth, county.organ)
    said, before = {"treatment": "disqualify", "text": "多次不听证即处罚"}, card.statuses.count()
    with pytest.raises(NotOfOrgan):
        do(county, propose_treatment, matter, "03-09", person_id=county.people["one"].pk, **said)
    proposal = do(county, propose_treatment, matter, "03-09", person_id=fifth.pk, **said)
    state = standing.may_act(person_id=fifth.pk, on=date(2026, 3, 10), field="market", agency=county.organ)
    assert (state.ok, state.number, card.statuses.count()) == (True, card.number, before)
    office, head = Client(), Client()
    office.force_login(county.people["office"])
    head.force_login(county.people["head"])
    page = reverse("matter_treatment", args=[proposal.pk])
    assert page in office.get(reverse("desk")).content.decode()
    assert head.get(page).status_code == 404
    with pytest.raises(NotAllowed):
        answer_treatment(proposal_id=proposal.pk, by=county.by("head"), at=at("03-10"), text="不同意")
    assert office.post(page, {"text": "已启动吊销程序"}).status_code == 303
    with pytest.raises(TreatmentAnswered):
        answer_treatment(proposal_id=proposal.pk, by=county.by("office"), at=at("03-11"), text="再办")
    assert page not in office.get(reverse("desk")).content.decode()


def test_a_letter_that_waits_turns_yellow_then_red_as_one_alarm_and_lapses_with_the_answer(county: County) -> None:
    letter = a_letter(a_matter(county.organ), county.people["one"])
    seen = [(day, [(f.finding.severity, f.finding.rule) for f in find(date(2026, 4, day))]) for day in (1, 8, 9, 10)]
    assert seen == [(1, []), (8, [("yellow", "R38")]), (9, [("yellow", "R38")]), (10, [("red", "R38")])]
    for day, severity in (("04-08", "yellow"), ("04-10", "red")):
        audit_source("R38", at=at(day))
        alarm = Alarm.objects.get()
        assert (alarm.severity, alarm.state, alarm.agency) == (severity, "open", county.organ)
    letter.answered_on = date(2026, 4, 10)
    letter.save()
    audit_source("R38", at=at("04-11"))
    assert Alarm.objects.get().state == "lapsed"


def test_the_thresholds_of_a_letter_are_settings_of_its_organ(county: County) -> None:
    for code, value in (("alarm.r38.yellow_at", "10"), ("alarm.r38.red_at", "+3")):
        ParameterValueFactory(agency=county.government, code=code, value=value, from_on=date(2026, 1, 1))
    a_letter(a_matter(county.organ), county.people["one"])  # due on 9 April
    days = (date(2026, 3, 20), date(2026, 3, 30), date(2026, 4, 10), date(2026, 4, 14))
    assert [[f.finding.severity for f in find(day)] for day in days] == [[], ["yellow"], ["yellow"], ["red"]]


def test_a_second_term_that_is_missed_is_a_second_alarm(county: County) -> None:
    letter = a_letter(a_matter(county.organ), county.people["one"])
    audit_source("R38", at=at("04-10"))
    first = Alarm.objects.get()
    who = {"proposed_by": county.people["one"], "proposed_at": at("04-10"), "settled_by": county.people["two"]}
    Alarm.objects.filter(pk=first.pk).update(state="settled", settled_at=at("04-10"), **who)
    letter.due_on = date(2026, 4, 20)  # answered and sent back on one day: no audit saw it answered
    letter.save()
    audit_source("R38", at=at("04-21"))
    second = Alarm.objects.exclude(pk=first.pk).get()
    assert (second.state, second.severity, second.on) == ("open", "red", date(2026, 4, 20))


def test_the_list_of_corrections_is_shown_to_whom_it_concerns_and_taken_away(county: County) -> None:
    matter = a_matter(county.organ)
    asked = a_correction(matter, letter=a_letter(matter, county.people["one"]))
    own = a_correction(matter, what="内部核查中的问题")
    client = Client()
    for part, sees in (("one", True), ("head", False)):
        client.force_login(county.people[part])
        page = client.get(reverse("matter_corrections")).content.decode()
        assert (asked.what in page, own.what in page) == (True, sees)
        book = load_workbook(BytesIO(client.get(reverse("matter_corrections"), {"as": "xlsx"}).content)).active
        assert book.max_row == (4 if sees else 3)
        late = client.get(reverse("matter_corrections"), {"as": "xlsx", "state": "done"}).content
        assert load_workbook(BytesIO(late)).active.max_row == 2
    typed = {"accountability": "educated", "responsible": "某科长", "text": "党组会议决定"}
    account = reverse("matter_account", args=[asked.pk])
    assert client.post(account, typed).status_code == 403
    client.force_login(county.people["one"])
    assert client.post(account, typed).status_code == 303
    asked.refresh_from_db()
    assert (asked.responsible, asked.accountability) == ("某科长", "educated")
    assert "某科长" in client.get(reverse("matter_corrections")).content.decode()
    assert client.get(reverse("matter_score"), {"year": "2026"}).status_code == 200
