"""Results of inspections and permits: written by one, checked by another, public in time, masked, withdrawn."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from cases.models import Inspection
from cases.publicity.datasets import DATASETS
from cases.publicity.models import ShownResult
from cases.publicity.results.draft_result import (
    AlreadyPublic,
    NumberTaken,
    draft_inspection_result,
    draft_permit_result,
)
from cases.publicity.results.publish_result import NotDraft, OwnText, publish_result, withdraw_result
from cases.publicity.results.terms import find
from cases.publicity.results.withhold_result import withhold_result
from cases.publicity.results.wording import PrivateFacts
from cases.publish_decision import NotChecked, NotPublished
from enforcement.errors import NotAllowed
from enforcement.ledger.models import Entry
from tests.cases.acts import world as w
from tests.factories.cases_evidence import an_inspection

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "慕容植遥"


def written(world: w.World, name: str = NAME, kind: str = "person", **facts: str) -> ShownResult:
    one = an_inspection(world.agency, enterprise=name, held_on=date(2026, 3, 10))
    told = {"object_kind": kind, "matter": "占道经营", "result": "未发现问题", **facts}
    return draft_inspection_result(inspection_id=one.pk, by=world.by("lead"), at=w.at("03-11"), **told)


def published(world: w.World, one: ShownResult, on: str = "03-12") -> ShownResult:
    return publish_result(result_id=one.pk, by=world.by("head"), at=w.at(on), secrecy_checked=True)


def test_a_person_is_masked_on_the_page_and_in_the_data_and_nothing_is_left_once_withdrawn(
    world: w.World, client: Client
) -> None:
    one = written(world)
    assert client.get(one.get_absolute_url()).status_code == 404
    published(world, one)
    page = client.get(one.get_absolute_url())
    assert "慕容某" in page.text
    assert NAME not in page.text
    assert page["X-Robots-Tag"] == "noindex"
    assert [row["object"] for row in DATASETS["results"].rows()] == ["慕容某"]
    assert one.number in client.get("/results/", {"q": "慕容"}).text
    with pytest.raises(PrivateFacts):
        withdraw_result(result_id=one.pk, by=world.by("head"), at=w.at("03-13"), reason=f"{NAME}提出异议")
    withdraw_result(result_id=one.pk, by=world.by("head"), at=w.at("03-13"), reason="检查结果有误")
    page = client.get(one.get_absolute_url())
    assert "检查结果有误" in page.text
    assert "慕容某" not in page.text
    assert "未发现问题" not in page.text
    assert [(row["object"], row["result"]) for row in DATASETS["results"].rows()] == [(None, None)]
    assert one.number not in client.get("/results/", {"q": "慕容"}).text
    verbs = list(Entry.objects.filter(series=one.series).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["shown_result.draft", "shown_result.publish", "shown_result.withdraw"]
    with pytest.raises(NotPublished):
        withdraw_result(result_id=one.pk, by=world.by("head"), at=w.at("03-13"), reason="再次")
    assert written_again(world, one).pk != one.pk


def written_again(world: w.World, one: ShownResult) -> ShownResult:
    return draft_inspection_result(
        inspection_id=one.inspection_id, by=world.by("lead"), at=w.at("03-14"), object_kind="person", matter="占道经营",
        result="责令改正",
    )  # fmt: skip


@pytest.mark.parametrize(("part", "checked", "kind"), [
    ("lead", True, OwnText), ("co", True, NotAllowed), ("head", False, NotChecked),
])  # fmt: skip
def test_the_text_is_checked_by_another_who_may(
    world: w.World, part: str, checked: bool, kind: type[Exception]
) -> None:
    one = written(world)
    with pytest.raises(kind):
        publish_result(result_id=one.pk, by=world.by(part), at=w.at("03-12"), secrecy_checked=checked)
    assert ShownResult.objects.get().published_on is None


@pytest.mark.parametrize("text", [f"{NAME}占道", "联系电话13800000000", "住址：示例路一号院", "证号371481190001010011"])
def test_a_text_with_private_facts_is_not_even_kept(world: w.World, text: str) -> None:
    with pytest.raises(PrivateFacts):
        written(world, result=text)
    assert not ShownResult.objects.exists()


def test_a_result_that_is_public_is_not_written_over(world: w.World) -> None:
    one = written(world, "甲公司", "organisation")
    published(world, one)
    with pytest.raises(AlreadyPublic):
        written_again(world, one)
    with pytest.raises(NotDraft):
        published(world, one)


def test_the_alarm_comes_after_twenty_working_days_and_goes_when_it_is_settled(world: w.World) -> None:
    one = an_inspection(world.agency, held_on=date(2026, 3, 10))  # 20 working days: 8 April, over 清明
    assert [list(find(date(2026, 4, day))) for day in (8,)] == [[]]
    (found,) = find(date(2026, 4, 9))
    assert (found.finding.rule, found.finding.severity, found.subject) == ("R24", "yellow", f"inspection:{one.pk}")
    withhold_result(inspection_id=one.pk, by=world.by("head"), at=w.at("04-09"), ground="case", reason="案件正在办理")
    assert not list(find(date(2026, 5, 9)))


def test_a_permit_has_seven_working_days_and_stays_late_once_it_was(world: w.World) -> None:
    told = {"number": "乐综执许〔2026〕1号", "object_name": "甲公司", "object_kind": "organisation", "matter": "占道",
            "result": "准予许可", "done_on": date(2026, 3, 10)}  # fmt: skip
    one = draft_permit_result(agency_id=world.agency.pk, by=world.by("lead"), at=w.at("03-11"), **told)
    with pytest.raises(NumberTaken):
        draft_permit_result(agency_id=world.agency.pk, by=world.by("lead"), at=w.at("03-11"), **told)
    assert one.due_on == date(2026, 3, 19)
    assert not list(find(one.due_on))
    assert len(list(find(date(2026, 3, 20)))) == 1
    published(world, one, "03-20")
    assert [f.finding.on for f in find(date(2026, 6, 1))] == [date(2026, 3, 20)]


def test_the_register_of_inspections_offers_the_next_act_to_who_may(world: w.World, client: Client) -> None:
    one = an_inspection(world.agency)
    address = f"/publicity/results/inspection/{one.pk}/"
    client.force_login(world.people["co"])
    assert address in client.get("/cases/inspections/").text
    assert address in client.get("/publicity/results/").text
    assert client.get(address).status_code == 200
    client.force_login(world.people["head"])
    assert address + '"' not in client.get("/cases/inspections/").text
    assert f"{address}withhold/" in client.get("/publicity/results/").text
    assert Inspection.objects.count() == 1
