"""The notice exists as a paper before it is served: numbered once, handed over as it is, told from receipt."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from cases.models import Case, Notice, PreparedNotice
from cases.notify_party import NothingToNotify, ServedBeforeWritten, notify_party
from cases.papers import content_of
from cases.prepare_notice import prepare_notice
from enforcement.errors import NotAllowed, OutOfOrder
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.queries import faults
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused
from tests.cases.acts.test_documents import text_of


def serve(world: w.World, case: Case, day: str, **facts: Any) -> Notice:
    return notify_party(case_id=case.pk, by=world.by("lead"), at=w.at(day), officer_ids=world.pair, **facts)


def write(world: w.World, case: Case, day: str = "03-24", who: str = "lead") -> PreparedNotice:
    return prepare_notice(case_id=case.pk, by=world.by(who), at=w.at(day))


def test_the_paper_that_is_served_is_the_one_that_was_written(world: w.World, client: Client) -> None:
    case = w.proposed(world)
    made = write(world, case, "03-25")
    assert (last_verb(case), case.papers.filter(code="GZ").count()) == ("case.prepare_notice", 1)
    text = text_of(content_of(made.paper))
    assert made.number in text
    assert "收到本告知书之日起第5个工作日" in text
    assert write(world, case, "03-26") == made
    client.force_login(world.people["lead"])
    step = reverse("case_step", args=[case.pk, StepRecord.objects.get(run=case.run, left_at=None).pk])
    assert made.number in client.get(step).content.decode()
    with refused(ServedBeforeWritten, case, field="served_on"):
        serve(world, case, "03-26", served_on=w.on("03-24"))
    notice = serve(world, case, "03-26")
    assert (notice.number, str(notice.defence_until)) == (made.number, "2026-04-02")
    assert [paper.sha256 for paper in case.papers.filter(code="GZ")] == [made.paper.sha256]
    assert list(faults(case.series)) == []
    with refused(OutOfOrder, case):
        write(world, case, "03-27")


def test_who_may_write_it_and_of_what(world: w.World) -> None:
    case = w.proposed(world, 120000)
    with refused(NotAllowed, case):
        write(world, case, who="clerk")
    text = text_of(content_of(write(world, case).paper))
    assert "有权要求听证" in text
    case.proposals.update(recalled_at=w.at("03-24"))
    with refused(NothingToNotify, case):
        write(world, case)
