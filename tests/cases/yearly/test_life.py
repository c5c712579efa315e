"""A yearly report from the count to the public page, and its corrections."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from cases.yearly.compute import cells_by_agency, content_of, total_of
from cases.yearly.correct import CorrectionReason, correct
from cases.yearly.draw_up import NotDraft, ReportThere, YearNotBegun, draw_anew, draw_up
from cases.yearly.enter_figures import SourceMissing, UnknownLine, enter_figures
from cases.yearly.models import EnteredFigure, YearlyReport
from cases.yearly.pass_on import (
    ChangedSince,
    OtherState,
    OwnReport,
    YearNotOver,
    approve_report,
    check_report,
    publish_report,
)
from cases.yearly.return_report import ReturnReason, return_report
from enforcement.errors import NotAllowed
from enforcement.ledger.models import Entry
from tests.cases.yearly.world import a_penalty, to_published
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories.cases_outcomes import a_remedy
from tests.factories.supervision import an_alarm

pytestmark = pytest.mark.django_db(transaction=True)
AT, EARLY = make.moment("2026-01-12"), make.moment("2025-12-20")


def test_a_report_is_counted_checked_by_another_approved_and_published_with_each_act_on_the_ledger(agency, people):
    case = a_penalty(agency)
    report = draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    assert report.content["agencies"][0]["behind"]["penalty.fine"] == [case.pk]
    enter_figures(report_id=report.pk, by=people["other"], at=AT, figures={"permit.granted": 12}, source="审批系统")
    report.refresh_from_db()
    for own in (people["clerk"], people["other"]):
        with pytest.raises(NotAllowed):
            check_report(report_id=report.pk, by=own, at=AT, seen=report.sha256)
    to_published(report, people)
    assert cells_by_agency(report)[agency.pk]["permit.granted"] == 12
    verbs = list(Entry.objects.filter(series=report.series).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["yearly.draw_up", "yearly.enter_figures", "yearly.check", "yearly.approve", "yearly.publish"]
    figure = report.figures.get()
    assert (figure.entered_by_id, figure.entered_at, figure.source) == (people["other"].person_id, AT, "审批系统")


def test_whoever_entered_a_figure_is_no_second_person(agency, people):
    both = charts.actor(charts.a_person("publish", "check", agency=agency), agency)
    report = draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    enter_figures(report_id=report.pk, by=both, at=AT, figures={"permit.granted": 1}, source="台账")
    report.refresh_from_db()
    with pytest.raises(OwnReport):
        check_report(report_id=report.pk, by=both, at=AT, seen=report.sha256)


def test_a_preview_of_the_present_year_is_never_passed_on(agency, people):
    report = draw_up(agency_id=agency.pk, by=people["clerk"], at=EARLY, year=2025)
    with pytest.raises(YearNotOver):
        check_report(report_id=report.pk, by=people["checker"], at=AT, seen=report.sha256)
    draw_anew(report_id=report.pk, by=people["clerk"], at=AT)
    report.refresh_from_db()
    assert check_report(report_id=report.pk, by=people["checker"], at=AT, seen=report.sha256).state == "checked"


def test_what_changed_since_it_was_looked_at_is_not_passed_on(agency, people):
    report = draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    seen = report.sha256
    enter_figures(report_id=report.pk, by=people["clerk"], at=AT, figures={"other.levy": 2}, source="财务")
    with pytest.raises(ChangedSince):
        check_report(report_id=report.pk, by=people["checker"], at=AT, seen=seen)
    report.refresh_from_db()
    EnteredFigure.objects.update(amount=3)  # behind the back of the acts
    with pytest.raises(ChangedSince):
        check_report(report_id=report.pk, by=people["checker"], at=AT, seen=report.sha256)


def test_each_step_waits_for_the_one_before_and_sending_back_needs_a_reason(agency, people):
    report = draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    for act, who in ((approve_report, "head"), (publish_report, "clerk")):
        with pytest.raises(OtherState):
            act(report_id=report.pk, by=people[who], at=AT, seen=report.sha256)
    check_report(report_id=report.pk, by=people["checker"], at=AT, seen=report.sha256)
    with pytest.raises(NotDraft):
        draw_anew(report_id=report.pk, by=people["clerk"], at=AT)
    with pytest.raises(NotAllowed):
        return_report(report_id=report.pk, by=people["checker"], at=AT, reason="检查次数漏报")
    with pytest.raises(ReturnReason):
        return_report(report_id=report.pk, by=people["head"], at=AT, reason=" 重 ")
    back = return_report(report_id=report.pk, by=people["head"], at=AT, reason="检查次数漏报")
    assert (back.state, back.checked_at, back.returned) == ("draft", None, "检查次数漏报")


@pytest.mark.parametrize("year", [2020, 2027])
def test_there_are_no_reports_of_other_years(agency, people, year):
    with pytest.raises(YearNotBegun):
        draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=year)


def test_figures_need_their_source_and_what_is_counted_is_not_entered(agency, people):
    report = draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    with pytest.raises(ReportThere):
        draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    facts = {"report_id": report.pk, "by": people["clerk"], "at": AT}
    with pytest.raises(SourceMissing):
        enter_figures(**facts, figures={"permit.granted": 1}, source=" ")
    with pytest.raises(UnknownLine):
        enter_figures(**facts, figures={"penalty.fine": 1}, source="台账")


def test_a_published_report_is_never_edited_but_corrected_by_a_new_version(agency, people):
    report = draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    enter_figures(report_id=report.pk, by=people["clerk"], at=AT, figures={"permit.granted": 4}, source="审批系统")
    to_published(report, people)
    for change in (YearlyReport.objects.filter(pk=report.pk), EnteredFigure.objects.filter(report=report)):
        with pytest.raises(DatabaseError):
            change.delete()
    with pytest.raises(CorrectionReason):
        correct(report_id=report.pk, by=people["clerk"], at=AT, reason="错了")
    late = a_penalty(agency)
    made = correct(report_id=report.pk, by=people["clerk"], at=AT, reason="补录一件六月作出的处罚决定")
    assert (made.version, made.state, total_of(made)["permit.granted"]) == (2, "draft", 4)
    assert made.content["agencies"][0]["behind"]["penalty.total"] == [late.pk]
    to_published(made, people)
    assert YearlyReport.objects.filter(agency=agency, state="published").count() == 2


def test_a_government_sums_up_the_agencies_below_and_tells_whose_report_is_missing(county, agency, people):
    other = charts.an_agency("乐陵市农业农村局", parent=county)
    a_penalty(agency), a_penalty(other, fine=Decimal(70))
    own = draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    enter_figures(report_id=own.pk, by=people["clerk"], at=AT, figures={"permit.granted": 4}, source="审批系统")
    to_published(own, people)
    report = draw_up(agency_id=county.pk, by=people["supervisor"], at=AT, year=2025)
    total = total_of(report)
    assert (total["penalty.total"], total["penalty.money"], total["permit.granted"]) == (2, 5070, 4)
    assert report.content["missing"] == [other.pk]
    to_published(report, people, first="second", last="government", by="supervisor")


def test_a_recount_tells_each_cell_that_no_longer_holds(agency, people):
    draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    out = StringIO()
    call_command("recount_yearly", "--check", stdout=out)
    assert "equal" in out.getvalue()
    a_penalty(agency)
    with pytest.raises(CommandError, match="differences"):
        call_command("recount_yearly", "--check", stdout=out)
    assert f"{agency.name} penalty.fine: frozen 0, now 1" in out.getvalue()


@pytest.mark.parametrize(
    ("kind", "outcome"), [("supervision", "annulled"), ("supervision", "illegal"), ("litigation", "invalid")]
)
def test_a_decision_set_aside_on_supervision_or_found_invalid_is_told_as_annulled(agency, people, kind, outcome):
    a_remedy(a_penalty(agency), kind=kind, on="2025-08-01", outcome=outcome, outcome_on=make.day("2025-09-01"))
    report = draw_up(agency_id=agency.pk, by=people["clerk"], at=AT, year=2025)
    assert total_of(report)["penalty.annulled"] == 1


def test_a_red_alarm_that_proved_false_is_none_from_the_day_on_which_that_was_settled(agency):
    an_alarm(a_penalty(agency), raised_at=EARLY, state="settled", outcome="false_alarm", settled_at=AT)
    told = [content_of(agency, 2025, day)["agencies"][0]["cells"] for day in (EARLY.date(), AT.date())]
    assert ["own.alarmed" in cells for cells in told] == [True, False]


def test_a_city_sums_what_a_county_entered_and_names_who_has_not_reported(agency, county, people):
    city = charts.an_agency("德州市人民政府", kind="government")
    county.parent = city
    county.save()
    agency.refresh_from_db()
    agency.fields = ["market"]
    agency.save()
    idle = charts.an_agency("乐陵市行政审批服务局", parent=county, fields=["permits"])
    report = draw_up(agency_id=county.pk, by=people["supervisor"], at=AT, year=2025)
    figures = {"other.requisition": 7}
    enter_figures(report_id=report.pk, by=people["supervisor"], at=AT, figures=figures, source="台账")
    to_published(report, people, first="second", last="government", by="supervisor")
    content = content_of(city, 2025, AT.date())
    told = {one["id"]: one["cells"] for one in content["agencies"]}
    assert told[county.pk]["other.requisition"] == "7"
    assert set(content["missing"]) == {agency.pk, idle.pk}
    assert set(content["missing"]) < set(told)  # by name on the page
