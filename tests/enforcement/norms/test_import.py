"""A workbook of norms is taken in whole or not at all, and every mistake is named by its cell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enforcement.ledger.models import Entry
from enforcement.norms.models import Norm
from enforcement.norms.sheet import SAMPLE, check, workbook
from tests.factories.flowcharts import a_person, an_agency
from tests.factories.norms import a_norm

pytestmark = pytest.mark.django_db
LAW = (
    "《示例法》",
    "法律",
    "全国人民代表大会常务委员会",
    "",
    "",
    "2025年公布",
    "主席令第九十九号",
    "2025-01-05",
    "公报",
    "2025-07-01",
    "",
)


@pytest.fixture
def keeper(client):
    client.cookies["language"] = "en"
    client.force_login(
        a_person("review", agency=an_agency()), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def sent(client, content, **more):
    return client.post(reverse("norm_import"), {"file": SimpleUploadedFile("norms.xlsx", content), **more})


def changed(row, **places):
    return tuple(places.get(f"c{n}", said) for n, said in enumerate(row))


def test_the_template_is_right_as_it_stands():
    read, problems, _columns = check(workbook())
    assert problems == []
    assert (read[0].facts["level"], read[0].facts["until_on"]) == ("normative", date(2031, 1, 31))


def test_all_lines_are_registered_and_wait_for_another_person(keeper):
    assert sent(keeper, workbook([SAMPLE, LAW]), only_check="on").status_code == 200
    assert not Norm.objects.exists()
    assert sent(keeper, workbook([SAMPLE, LAW])).status_code == 302
    assert set(Norm.objects.values_list("title", "versions__confirmed_at")) == {(SAMPLE[0], None), ("示例法", None)}
    assert Entry.objects.filter(verb="norm.enter_version").count() == 2


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([SAMPLE, changed(LAW, c1="条约")], "B3"),
        ([SAMPLE, changed(LAW, c9="七月")], "J3"),
        ([SAMPLE, changed(LAW, c9="2025-01-04")], "J3"),
        ([changed(SAMPLE, c3=""), LAW], "D2"),
        ([changed(SAMPLE, c10=str(date(2026, 2, 1) + timedelta(days=9 * 365))), LAW], "K2"),
        ([LAW, LAW], "A3"),
        ([changed(LAW, c0="已经登记的法")], "A2"),
        ([], "A2"),
    ],
)
def test_one_mistake_keeps_everything_out_and_names_its_cell(keeper, rows, cell):
    a_norm("已经登记的法")
    answer = sent(keeper, workbook(rows))
    assert answer.status_code == 422
    assert [problem.cell for problem in answer.context["problems"]] == [cell]
    assert Norm.objects.count() == 1
    assert not Entry.objects.filter(verb="norm.enter_version").exists()


def test_what_is_no_workbook_or_lacks_a_heading_is_refused(keeper):
    for content in (b"hello", b"PK" + b"\0" * 40):
        assert sent(keeper, content).status_code == 422
    assert keeper.get(reverse("norm_import_template")).content[:2] == b"PK"
