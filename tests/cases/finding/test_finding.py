from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.finding.search import search
from cases.finding.visible import seen_by
from cases.finding.wording import Asked, asked
from cases.models import Case, Decision, Hearing, Paper, Publication, SavedFilter
from cases.queries import cases
from enforcement.organisation.secrecy import fingerprint
from enforcement.web.lists import Column, Lister
from tests.cases.acts import world as w
from tests.factories import flowcharts as charts


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("12号", Asked(serial=12)),
        ("第12号", Asked(serial=12)),
        ("１２", Asked(serial=12)),
        ("2026 12", Asked(year=2026, serial=12)),
        ("2026-12号", Asked(year=2026, serial=12)),
        ("〔2026〕12号", Asked(year=2026, serial=12)),
        ("乐市监罚[2026]第12号", Asked(sign="乐市监罚", year=2026, serial=12)),
        (w.PERSON_CODE, Asked(code=fingerprint(w.PERSON_CODE))),
        ("37148119000102002x", Asked(code=fingerprint("37148119000102002X"))),
        (w.FIRM_CODE.lower(), Asked(code=fingerprint(w.FIRM_CODE))),
        ("  甲 建材（集团） ", Asked(words="甲 建材（集团）")),
        ("2026年大案", Asked(words="2026年大案")),
    ],
)
def test_what_is_typed_is_understood(text: str, want: Asked) -> None:
    assert asked(text) == want


def found_by(text: str, person: Any) -> dict[str, list[str]]:
    return {str(group.title): [hit.title for hit in group.hits] for group in search(text, person.pk)}


def test_cases_are_found_by_number_party_cause_and_whole_identity_number(world: w.World) -> None:
    lead = world.people["lead"]
    case = w.notified(world)
    case.refresh_from_db()
    other = w.registered(
        world, "03-11", party_kind="person", party_name="张试验", party_code=w.PERSON_CODE, cause="无照经营",
        representative="",
    )  # fmt: skip
    assert case.number == "乐综执立〔2026〕1号"
    for text in ("1号", "2026 1", "乐综执立〔2026〕1号"):
        assert str(case) in [title for titles in found_by(text, lead).values() for title in titles], text
    assert found_by("乐综执罚告[2026]1", lead)["案件文书"] == ["行政处罚告知书 乐综执罚告〔2026〕1号"]
    assert found_by("2025 1", lead) == {}
    assert set(found_by("甲建", lead)) == {"当事人", "案件"}
    assert found_by("照经", lead) == {"案件": [str(other)]}
    assert found_by(w.PERSON_CODE, lead) == {"当事人": ["张试验 371*************11"], "案件": [str(other)]}
    assert found_by(w.PERSON_CODE[:17], lead) == {}, "never by a part of an identity number"
    assert found_by("张", lead)["当事人"] == ["张试验 371*************11"]
    stranger = charts.a_person("handle", agency=charts.an_agency("另一局", parent=world.government))
    for text in ("1号", "甲建", w.PERSON_CODE):
        assert search(text, stranger.pk) == []
    assert [c.pk for c in cases().containing("无照")] == [other.pk]


def test_the_lists_show_what_the_rule_of_cases_shows(world: w.World) -> None:
    case = w.filed(world)
    lent = charts.a_person("handle", agency=charts.an_agency("另一局", parent=world.government))
    for person in (world.people["lead"], lent):
        for _ in range(2):
            assert set(Case.objects.filter(seen_by(person.pk))) == set(cases().visible_to(person.pk))
            case.assignments.get_or_create(person=lent, name="乙", from_on=w.on("03-12"))


def test_the_only_hit_is_opened_at_once_and_the_index_is_used(world: w.World, client: Client) -> None:
    case = w.registered(world)
    client.force_login(world.people["lead"])
    answer = client.get(reverse("case_find"), {"q": "甲建材"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("case", args=[case.pk]))
    assert "两个字" in client.get(reverse("case_find"), {"q": "没有这个"}).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for rows, index, in_order in (  # of so few rows any way is short: leave only the one that many rows take
            (cases().containing("建材"), "case_title_bigrams", "off"),
            (cases().containing("2026 12"), "case_number_parts", "off"),
            (Case.objects.order_by("-clue_on", "-pk"), "case_newest", "on"),
            (Paper.objects.order_by("-made_at", "-pk"), "paper_newest", "on"),
        ):
            cursor.execute(f"SET LOCAL enable_indexscan = {in_order}")
            assert index in rows.explain(), index


def rows_more(world: w.World, times: int) -> None:
    for n in range(times):
        case = w.registered(world, party_name=f"乐陵市{n}公司", party_code="", another_matter=True)
        Hearing.objects.create(case=case, requested_on=w.on("03-20"), planned_on=w.on("04-20"))
        Decision.objects.create(case=case, kind="penalise", decided_on=w.on("04-02"), facts="甲", legal_basis="乙")
        Publication.objects.create(case=case, published_on=w.on("04-03"), party_shown="某公司", text="罚款", sha256="0")


LISTS = [
    ("case_list", "lead", 12),
    ("case_papers", "lead", 11),
    ("case_hearings", "lead", 11),
    ("decision_list", "lead", 8),
]


@pytest.mark.parametrize(("name", "who", "count"), LISTS, ids=[row[0] for row in LISTS])
def test_a_list_costs_the_same_queries_for_one_row_and_three(
    world: w.World, client: Client, name: str, who: str, count: int
) -> None:
    client.force_login(world.people[who])
    for more in (1, 2):
        rows_more(world, more)
        client.get(reverse(name))
        with CaptureQueriesContext(
            connection,
        ) as made:
            assert client.get(reverse(name)).status_code == 200
        assert len(made) == count, [q["sql"][:90] for q in made.captured_queries]


def test_the_desk_costs_the_same_queries_for_one_thing_to_do_and_three(world: w.World, client: Client) -> None:
    client.force_login(world.people["lead"])
    counts = []
    for more in (1, 2):
        rows_more(world, more)
        client.get(reverse("desk"))
        with CaptureQueriesContext(connection) as made:
            assert client.get(reverse("desk")).content.decode().count("P02 ") >= more
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_a_bounded_list_counts_no_further_than_its_bound(world: w.World, rf: RequestFactory) -> None:
    rows_more(world, 3)
    lister = Lister("甲", (Column("n", "号", str, sort=("pk",)),), order="n", size=1, most=2)
    page = lister.page(rf.get("/?page=9"), Case.objects.all()).page
    assert (page.paginator.count, page.paginator.is_cut, page.number) == (2, True, 2)
    assert (
        not Lister("甲", lister.columns, order="n", most=3).page(rf.get("/"), Case.objects.all()).page.paginator.is_cut
    )


def test_a_filter_is_saved_under_a_name_and_removed(world: w.World, client: Client) -> None:
    client.force_login(world.people["lead"])
    keep = reverse("filter_keep", args=["case_list"])
    assert client.post(keep, {"name": "急件", "query": "page=2"}).status_code == 422
    assert client.post(keep, {"name": " ", "query": "light=red"}).status_code == 422
    answer = client.post(keep, {"name": "急件", "query": "state=open&page=3&light=red&step="})
    assert answer["Location"] == reverse("case_list") + "?light=red&state=open"
    page = client.get(answer["Location"]).content.decode()
    assert "急件" in page
    assert "保存当前筛选" not in page
    assert "急件" not in sign_in(client, world, "co").get(reverse("case_list")).content.decode()
    row = SavedFilter.objects.get()
    client.post(reverse("filter_drop", args=["case_list", row.pk]))
    assert SavedFilter.objects.exists(), "nobody removes another's"
    sign_in(client, world, "lead").post(reverse("filter_drop", args=["case_list", row.pk]))
    assert not SavedFilter.objects.exists()
    assert client.post(reverse("filter_keep", args=["desk"]), {"name": "甲", "query": "a=b"}).status_code == 404


def sign_in(client: Client, world: w.World, part: str) -> Client:
    client.force_login(world.people[part])
    return client
