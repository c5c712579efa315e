"""Tokens of programs: what they open, what they refuse, and who makes them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.exchange.make_token import TokenRevoked, make_token, revoke_token
from cases.exchange.models import ApiToken
from enforcement import clock
from enforcement.errors import Invalid, NotAllowed
from enforcement.ledger.models import Entry
from tests.factories import cases as make
from tests.factories import exchange as made
from tests.factories import flowcharts as charts
from tests.factories.supervision import an_alarm

pytestmark = pytest.mark.django_db(transaction=True)
AT = make.moment("04-20")
FACTS = {"title": "县数据平台", "purpose": "条例第三十七条", "scopes": ["cases"], "expires_on": make.day("12-31")}


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(clock, "today", AT.date)
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def county():
    return charts.an_agency("乐陵市人民政府", kind="government")


@pytest.fixture
def bureau(county):
    return charts.an_agency("乐陵市市场监督管理局", parent=county, fields=["market"])


def get(client, path, text=made.TEXT, **more):
    return client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {text}", **more})


def test_a_token_reads_its_agency_and_those_below_and_nothing_else(client, county, bureau):
    other = make.a_case(charts.an_agency("外县某局"), run=False)
    mine = make.a_case(bureau, run=False, title="王某某无证经营案")
    mine.party.kind, mine.party.name = "person", "王某某"
    mine.party.save()
    made.a_token(county)
    row = get(client, "cases").json()["items"]
    assert [case["id"] for case in row] == [mine.pk]
    assert (row[0]["title"], row[0]["party"]["name"]) == ("当事人无证经营案", None)
    assert get(client, f"cases/{other.pk}").status_code == 404
    first = get(client, "agencies?limit=1").json()
    assert get(client, f"agencies?after={first['next']}").json()["items"][0]["credit_code"] == bureau.credit_code


def test_an_answer_that_did_not_change_is_not_sent_again(client, bureau):
    case = make.a_case(bureau, run=False)
    made.a_token(bureau)
    answer = get(client, f"cases/{case.pk}")
    again = get(client, f"cases/{case.pk}", **{"If-None-Match": answer["ETag"]})
    assert (answer.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"digest": "0" * 64}, 401), ({"expires_on": make.day("04-19")}, 401), ({"scopes": ["alarms"]}, 403),
        ({"per_minute": 0}, 429),
    ],
)  # fmt: skip
def test_what_a_token_does_not_open_is_a_problem_and_is_counted(client, bureau, facts, status):
    made.a_token(bureau, **facts)
    answer = get(client, "cases")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert (ApiToken.objects.get().denials == 1) == ("digest" not in facts)
    assert ("Retry-After" in answer) == (status == 429)


@pytest.mark.parametrize("query", ["stat=open", "state=open&state=closed", "filed_since=20260301", "limit=0"])
def test_a_question_that_is_wrong_is_refused_and_not_guessed(client, bureau, query):
    made.a_token(bureau)
    answer = get(client, f"cases?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == query.split("=")[0]


def test_an_alarm_is_found_by_the_state_in_which_it_is_told(client, bureau):
    an_alarm(make.a_case(bureau, run=False), state="proposed")
    made.a_token(bureau)
    assert [a["state"] for a in get(client, "alarms?state=proposed").json()["items"]] == ["proposed"]


def test_changes_are_read_from_a_position_on(client, bureau, monkeypatch):
    make.a_case(bureau, run=False)
    changed = make.a_case(bureau, run=False)
    made.a_token(bureau)
    before = get(client, "position").json()["position"]
    person = charts.a_person("system", agency=bureau)
    make_token(agency_id=bureau.pk, by=charts.actor(person, bureau), at=AT, **FACTS)
    Entry(
        series=changed.series, seq=1, at=AT, recorded_at=AT, actor={}, verb="case.note", body="{}", prev="", hash=""
    ).save(force_insert=True)
    assert [c["id"] for c in get(client, f"cases?changed_after={before}").json()["items"]] == [changed.pk]
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(minutes=2))
    assert get(client, "position").json()["position"] > before
    after = get(client, "position").json()["position"]
    assert get(client, f"cases?changed_after={after}").json()["items"] == []


def test_a_token_is_shown_once_and_revoked_once(client, bureau):
    person = charts.a_person("system", agency=bureau)
    client.force_login(person)
    typed = {**FACTS, "agency_id": bureau.pk, "expires_on": "2026-12-31"}
    shown = client.post(reverse("exchange_token_new"), typed, follow=True)
    token = ApiToken.objects.get()
    text = shown.context["text"]
    assert text.startswith("xz_")
    assert text not in client.get(reverse("exchange_token", args=[token.pk])).content.decode()
    assert text not in "".join(Entry.objects.values_list("body", flat=True))
    assert get(client, "cases", text).status_code == 200
    client.post(reverse("exchange_token_revoke", args=[token.pk]))
    assert get(client, "cases", text).status_code == 401
    with pytest.raises(TokenRevoked):
        revoke_token(token_id=token.pk, by=charts.actor(person, bureau), at=AT)


def test_only_an_administrator_makes_a_token_and_only_for_a_while(bureau):
    handler = charts.actor(charts.a_person("handle", agency=bureau), bureau)
    with pytest.raises(NotAllowed):
        make_token(agency_id=bureau.pk, by=handler, at=AT, **FACTS)
    system = charts.actor(charts.a_person("system", agency=bureau), bureau)
    for wrong in ({"expires_on": make.day("2028-01-01")}, {"scopes": ["all"]}, {"purpose": " "}):
        with pytest.raises(Invalid):
            make_token(agency_id=bureau.pk, by=system, at=AT, **{**FACTS, **wrong})
    assert not ApiToken.objects.exists()
