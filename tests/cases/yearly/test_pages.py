"""Pages of yearly reports: who opens them, what lies behind a figure, what the public reads and takes away."""

import hashlib
import json
import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from cases.publicity.datasets import DATASETS
from cases.yearly.models import YearlyReport
from cases.yearly.todo import to_do
from enforcement import clock
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Person
from tests.cases.yearly.world import AT, a_penalty, to_published
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories.yearly import a_yearly_report, an_entered_figure

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _clock_and_language(monkeypatch, client):
    client.cookies["language"] = "en"
    monkeypatch.setattr(clock, "today", AT.date)
    monkeypatch.setattr(clock, "now", lambda: AT)


def signed_in(client, people, who):
    client.force_login(Person.objects.get(pk=people[who].person_id))
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def todos(client, people, who, rf):
    request = rf.get("/")
    request.user = Person.objects.get(pk=people[who].person_id)
    return [(item.url, item.light) for item in to_do(request)]


def test_a_report_goes_through_its_pages_from_the_list_to_the_public(agency, people, client, rf):
    case = a_penalty(agency)
    agency.fields = ["market"]
    agency.save()
    assert todos(client, people, "clerk", rf) == [(f"{reverse('yearly_reports')}?year=2025", "green")]
    clerk = signed_in(client, people, "clerk")
    assert clerk.post(reverse("yearly_new"), {"agency": agency.pk, "year": "2025"}).status_code == 302
    report = YearlyReport.objects.get()
    url = report.get_absolute_url()
    page = clerk.get(url).content.decode()
    assert reverse("yearly_behind", args=[report.pk, "penalty.fine"]) in page
    assert str(case) in text(clerk.get(reverse("yearly_behind", args=[report.pk, "penalty.fine"])))
    typed = {"permit_granted": "12", "source": "审批系统"}
    assert clerk.post(reverse("yearly_figures", args=[report.pk]), {**typed, "source": ""}).status_code == 422
    assert clerk.post(reverse("yearly_figures", args=[report.pk]), typed).status_code == 303
    assert clerk.get(reverse("yearly_public", args=[agency.pk, 2025])).status_code == 404
    assert todos(client, people, "checker", rf) == [(url, "green")]
    for who, part in (("checker", "check"), ("head", "approve"), ("clerk", "publish")):
        report.refresh_from_db()
        at = reverse("yearly_pass_on", args=[report.pk, part])
        assert signed_in(client, people, who).post(at, {"seen": report.sha256}).status_code == 302
    assert todos(client, people, "clerk", rf) == []
    client.logout()
    shown = text(client.get(reverse("yearly_public", args=[agency.pk, 2025])))
    assert "12" in shown
    assert report.sha256[:8] in shown
    assert "7 How the work was done" not in shown
    assert agency.name in text(client.get(reverse("yearly_public_list")))


@pytest.mark.parametrize("address", ["yearly_report", "yearly_figures", "yearly_send_back", "yearly_correct"])
def test_another_agency_does_not_find_a_report(agency, county, people, client, address):
    report = a_yearly_report(agency)
    other = charts.an_agency("乐陵市农业农村局", parent=county)
    client.force_login(charts.a_person("publish", "decide", agency=other))
    assert client.get(reverse(address, args=[report.pk])).status_code == 404


def test_behind_a_figure_only_what_one_may_see_is_listed(county, agency, people, client):
    case = a_penalty(agency)
    report = a_yearly_report(county)
    url = reverse("yearly_behind", args=[report.pk, "penalty.fine"])
    assert str(case) in text(signed_in(client, people, "second").get(url))
    seen = text(signed_in(client, people, "government").get(url))  # decides for the government, handles no cases
    assert str(case) not in seen
    assert "1 case is left out" in seen
    assert client.get(reverse("yearly_behind", args=[report.pk, "officer.posts"])).status_code == 404


def test_the_workbook_has_a_sheet_for_each_table_with_its_rule_and_the_public_one_less(agency, people, client):
    a_penalty(agency)
    report = a_yearly_report(agency)
    an_entered_figure(report, "permit.granted", amount=7)
    answer = signed_in(client, people, "clerk").get(reverse("yearly_file", args=[report.pk, "xlsx"]))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert len(book.sheetnames) == 8
    sheet = book["1 Penalties"]
    assert "heaviest class" in sheet["A1"].value
    row = dict(zip([c.value for c in sheet[2]], [c.value for c in sheet[3]], strict=True))
    assert (row["Fine"], row["Penalties in all"], row["Fines and confiscations decided"]) == (1, 1, 5000)
    permits = dict(zip(*[[c.value for c in book["2 Permits"][n]] for n in (2, 3)], strict=True))
    assert (permits["Permits granted"], permits["Permits refused"]) == (7, "—")
    to_published(report_with_hash(report), people)
    public = client.get(reverse("yearly_public_file", args=[agency.pk, 2025, "xlsx"]))
    assert "7 How the work was done" not in openpyxl.load_workbook(BytesIO(public.content)).sheetnames
    assert client.get(reverse("yearly_public_file", args=[agency.pk, 2025, "pdf"])).content.startswith(b"%PDF")


def test_the_ledger_holds_the_fingerprint_of_the_file_that_the_public_takes_away(agency, people, client):
    a_penalty(agency)
    report = to_published(a_yearly_report(agency), people)
    taken = client.get(reverse("yearly_public_file", args=[agency.pk, 2025, "json"])).content
    entry = Entry.objects.get(series=report.series, verb="yearly.publish")
    assert json.loads(entry.body)["papers"] == [hashlib.sha256(taken).hexdigest()]
    cells = json.loads(taken)["agencies"][0]["cells"]
    assert cells["penalty.fine"] == "1"
    assert not [line for line in cells if line.startswith("own.")]


def report_with_hash(report):
    from cases.yearly.compute import hash_of

    report.sha256 = hash_of(report)
    report.save(update_fields=["sha256"])
    return report


def test_money_is_never_compared_with_the_year_before(agency, people, client):
    from cases.yearly.shown import tables_of

    a_penalty(agency, on="2024-06-02"), a_penalty(agency)
    last = a_yearly_report(agency, 2024)
    to_published(last, people)
    rows = {row.line.code: row for table in tables_of(a_yearly_report(agency), inner=True) for row in table.rows}
    assert (rows["penalty.fine"].amount, rows["penalty.fine"].before) == (1, 1)
    assert (rows["penalty.money"].amount, rows["penalty.money"].before) == (5000, None)


def test_an_earlier_version_stays_readable_and_says_that_it_was_corrected(agency, people, client):
    from cases.yearly.correct import correct

    to_published(a_yearly_report(agency), people)
    made = correct(report_id=YearlyReport.objects.get().pk, by=people["clerk"], at=AT, reason="补录六月作出的处罚决定")
    to_published(made, people)
    url = reverse("yearly_public", args=[agency.pk, 2025])
    assert "补录六月作出的处罚决定" in text(client.get(url))
    assert "This version was corrected" in text(client.get(f"{url}?version=1"))
    assert client.get(f"{url}?version=3").status_code == 404
    data = list(DATASETS["yearly"].rows())
    assert {row["version"] for row in data} == {2}
    assert {row["line"] for row in data} >= {"penalty.fine", "permit.granted"}
    assert not [row for row in data if row["line"].startswith("own.")]


@pytest.mark.parametrize(
    ("today", "published", "light"),
    [("2025-12-20", None, ""), ("2026-01-12", None, "green"), ("2026-01-22", None, "yellow"), ("2026-02-01", None, "red"),
     ("2026-03-01", "2026-01-31", "green"), ("2026-03-01", "2026-02-01", "red")],
)  # fmt: skip
def test_the_light_tells_31_january(agency, today, published, light):
    from cases.yearly.due import light_of

    report = YearlyReport(agency=agency, year=2025, published_at=make.moment(published) if published else None)
    assert light_of(report if published else None, agency, 2025, date.fromisoformat(today)) == light
