from __future__ import annotations

import re

import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.drafting.begin_draft import begin_draft
from cases.drafting.content import content_of
from cases.drafting.current import template_for
from cases.drafting.propose_template import AskUnreadable, DayGone, ItemDemanded, TemplateFaulty, propose_template
from cases.drafting.publish_template import OwnText, PublishedAlready, publish_template
from cases.models import OwnTemplate
from cases.papers import content_of as stored
from enforcement.errors import NotAllowed
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused

DECISION = (
    "{{party.block}}\n本局查明：{{decision.facts}}\n{{decision.heard}}\n依据{{decision.basis}}\n"
    "决定处罚：{{decision.penalty}}\n{{decision.performance}}\n{{decision.remedies}}"
)


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def proposed(world: w.World, body: str, key: str = "ZG", day: str = "03-01", asks: str = "") -> OwnTemplate:
    return propose_template(
        key=key, by=world.by("reviewer"), at=w.at("03-01"), agency_id=world.agency.pk, title="本局文书", body=body,
        asks=asks, effective_on=w.on(day),
    )  # fmt: skip


def test_an_own_template_needs_two_persons_and_holds_from_its_day(world: w.World) -> None:
    row = proposed(world, "{{party.name}}：【要求】", day="03-10", asks="要求 | text")
    assert template_for("ZG", world.agency, w.on("03-20")).own_id is None, "not before it is published"
    with refused(NotAllowed):
        publish_template(template_id=row.pk, by=world.by("lead"), at=w.at("03-02"))
    w.duty(world.people["reviewer"], world.agency, "decide")
    with refused(OwnText):
        publish_template(template_id=row.pk, by=world.by("reviewer"), at=w.at("03-02"))
    publish_template(template_id=row.pk, by=world.by("head"), at=w.at("03-02"))
    with refused(PublishedAlready):
        publish_template(template_id=row.pk, by=world.by("head"), at=w.at("03-02"))
    assert template_for("ZG", world.agency, w.on("03-09")).own_id is None
    found = template_for("ZG", world.agency, w.on("03-10"))
    assert (found.own_id, found.number, found.sha256) == (row.pk, "责改", row.sha256)


def test_a_paper_begun_before_keeps_the_text_that_it_began_with(world: w.World) -> None:
    case = w.filed(world)
    before = begin_draft(case_id=case.pk, by=world.by("lead"), at=w.at("03-13"), key="ZG")
    row = proposed(world, "新文本：{{party.name}}", day="03-14")
    publish_template(template_id=row.pk, by=world.by("head"), at=w.at("03-14"))
    after = begin_draft(case_id=case.pk, by=world.by("lead"), at=w.at("03-14"), key="ZG")
    before.refresh_from_db()
    assert before.version == "ZG@2021-07-15"
    assert content_of(after).text == "新文本：乐陵市甲建材有限公司"
    assert "新文本" not in content_of(before).text


def test_the_decision_is_written_by_the_agencys_own_template(world: w.World) -> None:
    row = proposed(world, DECISION, key="JD", day="04-01")
    publish_template(template_id=row.pk, by=world.by("head"), at=w.at("03-02"))
    said = text_of(stored(w.drawn_up(world).papers.get(code="JD")))
    assert "本局查明：当事人于2026年3月10日" in said
    assert "违法事实和证据" not in said
    assert "未提出陈述、申辩" in said


@pytest.mark.parametrize(
    ("body", "asks", "kind", "field"),
    [
        ("{{party.secret}}", "", TemplateFaulty, "body"),
        ("{{party.name", "", TemplateFaulty, "body"),
        ("{{party.name}}", "甲 | colour", AskUnreadable, "asks"),
    ],
)
def test_what_templates_do_not_know_is_refused(
    world: w.World, body: str, asks: str, kind: type[Exception], field: str
) -> None:
    with refused(kind, field=field):  # type: ignore[arg-type]
        proposed(world, body, asks=asks)


@pytest.mark.parametrize("item", ["decision.remedies", "decision.facts", "decision.heard", "party.block"])
def test_a_decision_without_an_item_of_article_59_is_refused(world: w.World, item: str) -> None:
    with refused(ItemDemanded, field="body") as found:
        proposed(world, DECISION.replace(f"{{{{{item}}}}}", ""), key="JD")
    assert "第五十九条" in found.value.article
    with refused(DayGone, field="effective_on"):
        proposed(world, DECISION, key="JD", day="02-01")


@pytest.mark.parametrize(
    "way",
    [
        "UPDATE cases_owntemplate SET body = 'x'",
        "UPDATE cases_owntemplate SET effective_on = '2030-01-01'",
        "UPDATE cases_owntemplate SET published_at = NULL, published_by_id = NULL",
        "DELETE FROM cases_owntemplate",
        "TRUNCATE cases_owntemplate CASCADE",
    ],
)
def test_the_database_keeps_what_was_published(world: w.World, way: str) -> None:
    row = proposed(world, "{{party.name}}")
    publish_template(template_id=row.pk, by=world.by("head"), at=w.at("03-01"))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(way)


def test_the_pages_show_try_draft_and_publish(world: w.World, client: Client) -> None:
    w.drawn_up(world)
    client.force_login(world.people["reviewer"])
    listed = client.get(reverse("paper_templates") + "?q=责令").content.decode()
    assert "责令改正通知书" in listed
    assert "催告书" not in listed
    own = reverse("paper_template_own", args=["ZG"])
    assert "{{party.name}}" in client.get(own).content.decode()
    sent = {"title": "责令改正通知书", "body": "致{{party.name}}", "asks": "", "effective_on": "2099-01-01"}
    assert "没有字段" in client.post(own, {**sent, "body": "{{party.x}}"}).content.decode()
    assert client.post(own, sent).status_code == 303
    row = OwnTemplate.objects.get()
    page = reverse("paper_template", args=["ZG"])
    assert "等待他人发布" in client.get(page).content.decode()
    sample = client.get(reverse("paper_template_sample", args=["ZG"]) + f"?own={row.pk}")
    assert "致乐陵市甲建材有限公司" in text_of(sample.content)
    client.force_login(world.people["head"])
    assert client.post(reverse("paper_template_publish", args=[row.pk])).status_code == 302
    assert "局长发布" in client.get(page).content.decode()
