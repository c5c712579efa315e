"""No public answer holds personal data: a case and a complaint with known data, and every public page crawled."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cases.models import Case, Decision
from cases.publicity.results.draft_result import draft_permit_result
from cases.publicity.results.publish_result import publish_result
from cases.publish_decision import publish_decision, withdraw_publication
from cases.redaction import StillPrivate, summary
from cases.serve import serve
from cases.serving.redact_decision import redact_decision
from dev import personal_data, public_crawl
from enforcement.organisation.models import Person
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused
from tests.factories.cases import a_hearing
from tests.factories.publicity import a_list, an_entry
from tests.factories.supervision import a_complaint

NAME, CODE, PHONE, HOME = "慕容植遥", w.PERSON_CODE, "13800000000", "乐陵市某小区九号楼三单元"
OFFICER = "37148119000101002X"
SENDER, SENDERS = "夏侯听澜", "13900000000"


def planted(world: w.World) -> Case:
    """Leave personal data wherever people leave them: in a published case, a notice, a complaint, an officer's record."""
    case = w.drawn_up(
        world, party_kind="person", party_name=NAME, party_code=CODE, party_phone=PHONE, party_address=HOME,
        representative="", cause=f"{NAME}在城市道路上堆放物料", source="complaint", reporter=SENDER, reporter_contact=SENDERS,
        summary=f"举报人{SENDER}称{NAME}（住{HOME}，电话{PHONE}）堆放沙子。",
    )  # fmt: skip
    serve(case_id=case.pk, by=world.by("lead"), at=w.at("04-03"), officer_ids=world.pair, receiver=NAME)
    draft = redact_decision(
        case_id=case.pk, by=world.by("lead"), at=w.at("04-07", 8), party_shown="慕容某",
        text=summary(case, Decision.objects.get(case=case)),
    )  # fmt: skip
    publish_decision(
        case_id=case.pk, by=world.by("publisher"), at=w.at("04-07"), redaction_id=draft.pk, secrecy_checked=True
    )
    permit = draft_permit_result(
        agency_id=world.agency.pk, by=world.by("lead"), at=w.at("04-07"), number="乐综执许〔2026〕1号", object_name=NAME,
        object_kind="person", matter="临时占道许可", result="准予许可", done_on=w.on("04-07"),
    )  # fmt: skip
    publish_result(result_id=permit.pk, by=world.by("publisher"), at=w.at("04-08"), secrecy_checked=True)
    a_hearing(case, is_public=True)
    lead: Person = world.people["lead"]
    lead.id_number = OFFICER
    lead.save()
    a_complaint(words=f"我叫{SENDER}，家住{HOME}，他们态度很不好，请处理。", name=SENDER, phone=SENDERS)
    an_entry(a_list(world.agency))
    return case


@pytest.mark.django_db(transaction=True)
def test_no_public_page_file_or_header_gives_personal_data_away(client: Client) -> None:
    world = w.a_world()
    case = planted(world)
    wanted = personal_data.known()
    assert {NAME, CODE, PHONE, HOME, OFFICER, SENDER, SENDERS} <= wanted.keys()

    def fetch(path: str) -> dict[str, Any]:
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        return {"status": answer.status_code, "headers": dict(answer.headers), "body": body}

    answers = dict(public_crawl.crawl(fetch, most=500))
    cards = personal_data.opened()
    given = {path: personal_data.found(answer, wanted, cards) for path, answer in answers.items()}
    assert {path: found for path, found in given.items() if found} == {}
    assert [path for path, answer in answers.items() if answer["status"] >= 500] == []
    seen = public_crawl.names_of(answers)
    assert {
        "decision",
        "enforcement_result",
        "procedure",
        "procedure_poster",
        "officer_public",
        "open_csv",
        "public_entry",
        "sitemap_part",
    } <= seen
    assert any("慕容某" in text for text in personal_data.texts(answers["/cases/decisions/"]["body"]))
    with refused(StillPrivate, case, field="reason"):
        withdraw_publication(case_id=case.pk, by=world.by("publisher"), at=w.at("05-07"), reason=f"{NAME}已获撤销")


@pytest.mark.parametrize("body", [
    b"%s", b'{"name": "\\u6155\\u5bb9\\u690d\\u9065"}', b"&#24917;&#23481;&#26893;&#36965;",
])  # fmt: skip
def test_personal_data_are_found_however_they_are_written(body: bytes) -> None:
    body = body.replace(b"%s", NAME.encode())
    assert personal_data.found({"headers": {}, "body": body}, {NAME: "name"}) == [f"name: {NAME}"]


def test_a_number_is_found_in_a_header_and_a_false_one_is_none() -> None:
    answer = {"headers": {"X-Note": CODE}, "body": f"{CODE[:-1]}7 {PHONE[:-1]} a{PHONE}".encode()}
    assert personal_data.found(answer, {}) == [f"by pattern: {CODE}"]


def test_what_is_exempt_from_the_crawl_is_on_the_list_of_public_pages() -> None:
    assert set(public_crawl.EXEMPT) <= {name for _route, name in public_crawl.listed()}
