"""The public register: only what the rule opens, only who may act today, and no slower with many officers."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from certification.models import Credential
from certification.officers import public
from certification.officers.leave_post import leave_post
from enforcement import clock
from enforcement.organisation.models import Agency, Person, Post
from tests.factories.certification import a_post, a_suspension, an_officer, clerk
from tests.factories.flowcharts import SYSTEM, a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency() -> Agency:
    return an_agency(phone="0534-0000001")


@pytest.fixture
def officer(agency: Agency) -> Person:
    officer = an_officer(agency, name="郑守正")
    officer.id_number = "37148119000101002X"
    officer.sex = "m"
    officer.save()
    return officer


def words(path: str) -> str:
    cache.clear()
    response = Client().get(path)
    return b"".join(response).decode() if response.streaming else response.content.decode()


def test_nothing_is_shown_but_what_the_rule_opens(agency: Agency, officer: Person) -> None:
    number = officer.credentials.get().number
    (row,) = json.loads(words("/officers/open.json"))["officers"]
    assert row == {"name": "郑守正", "unit": agency.name, "post": "执法员", "card_number": number, "fields": "市场监管",
                   "area": "乐陵市"}  # fmt: skip
    assert words("/officers/open.csv").splitlines()[1] == f"郑守正,{agency.name},执法员,{number},市场监管,乐陵市"
    for path in ("/officers/?q=郑", f"/officers/{number}/", "/officers/open.json", "/officers/open.csv"):
        page = words(path)
        assert "郑守正" in page
        for secret in (officer.username, "19000101", "371481", "性别", "valid_from", officer.id_fingerprint):
            assert secret not in page, (path, secret)
    assert "tel:12345" in words(f"/officers/{number}/")
    assert "tel:0534-0000001" in words(f"/officers/{number}/")


@pytest.mark.parametrize("asked", ["q=守正", "q=市场监督", "agency", "field=market", "q"])
def test_officers_are_found_by_name_unit_and_number(agency: Agency, officer: Person, asked: str) -> None:
    an_officer(an_agency("乐陵市水利局"), name="水利人员", fields=("water",))
    value = {"agency": agency.pk, "q": officer.credentials.get().number}
    query = asked if "=" in asked else f"{asked}={value[asked]}"
    page = words(f"/officers/?{query}")
    assert "郑守正" in page
    assert "水利人员" not in page
    assert "郑守正" not in words("/officers/?q=无此人")


def test_the_first_page_groups_by_agency_and_search_engines_keep_out(agency: Agency, officer: Person) -> None:
    page = words("/officers/")
    assert f'href="?agency={agency.pk}"' in page
    assert "郑守正" not in page
    assert Client().get("/officers/").headers["X-Robots-Tag"] == "noindex"
    assert Client().get("/officers/open.json").headers["X-Robots-Tag"] == "noindex"


def test_who_may_not_act_is_not_listed(agency: Agency, officer: Person) -> None:
    today = clock.today()
    suspended, left, auxiliary = an_officer(agency), an_officer(agency), an_officer(agency)
    a_suspension(suspended.credentials.get(), SYSTEM, at=f"{today - timedelta(days=1)}")
    leave_post(
        post_id=left.posts.get().pk, by=clerk(agency, "apply"), at=clock.now(), kind="retire", holds_on=today,
        document="乐人社〔2026〕9号",
    )  # fmt: skip
    Post.objects.filter(person=auxiliary).update(establishment="auxiliary")
    a_post(a_person(), agency, establishment="auxiliary")
    assert [row.person for row in public.listed(today)] == [officer]
    assert len(json.loads(words("/officers/open.json"))["officers"]) == 1
    number = suspended.credentials.get().number
    assert Client().get(f"/officers/{number}/").status_code == 404


def test_the_number_of_queries_does_not_grow(agency: Agency, officer: Person) -> None:
    def asked(path: str) -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            words(path)
        return len(seen)

    few = {path: asked(path) for path in ("/officers/", "/officers/?q=监督", "/officers/open.csv")}
    for _n in range(8):
        an_officer(agency)
    assert {path: asked(path) for path in few} == few
    assert max(few.values()) <= 8
    assert Credential.objects.count() == 9
