"""What partners told is read on a page: by those who exchange that agency's data, and by nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cases.exchange.models import OutsideRow
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories.exchange import TOLD, a_bundle, an_outside_row

pytestmark = pytest.mark.django_db
LIST = "/exchange/received/"


@pytest.fixture
def county():
    """A county that a partner told of somebody, a credential, an alarm and a case."""
    county = charts.an_agency()
    bundle = a_bundle(county, direction="in", state="taken")
    for row in TOLD:
        an_outside_row(bundle, **row)
    an_outside_row(bundle, part="cases", key="case:7", case=make.a_case(county, run=False))
    return county


def signed_in(agency, duty="supervise"):
    client = Client()
    client.cookies["language"] = "en"
    client.force_login(
        charts.a_person(duty, agency=agency), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def found(client, **query):
    return {row.part for row in client.get(LIST, query).context["listing"].objects}


def test_everything_told_is_found_and_opened(county):
    client = signed_in(county)
    assert found(client) == {"persons", "credentials", "alarms", "cases"}
    assert found(client, part="alarms") == {"alarms"}
    assert found(client, q="15140000007") == {"credentials"}
    assert found(client, q="外甲某") == {"persons", "credentials"}
    assert found(client, q="早于期限") == {"alarms"}
    words = {
        "persons": ("外甲某", "Has the legal qualification"), "credentials": ("31 December 2030", "外暂〔2026〕1号"),
        "alarms": ("决定早于期限届满。", "9 May 2026"),
    }  # fmt: skip
    for row in OutsideRow.objects.filter(case__isnull=True):
        text = client.get(reverse("exchange_received_one", args=[row.pk])).content.decode()
        assert all(word in text for word in words[row.part]), row.part
        assert "jwe:sealed" not in text
    case = OutsideRow.objects.get(part="cases").case
    assert reverse("supervision_case", args=[case.pk]) in client.get(LIST).content.decode()


def test_what_another_county_received_stays_there(county):
    client = signed_in(charts.an_agency())
    assert found(client) == set()
    row = OutsideRow.objects.filter(case__isnull=True).first()
    assert client.get(reverse("exchange_received_one", args=[row.pk])).status_code == 404
    assert signed_in(county, "handle").get(LIST).status_code == 403
