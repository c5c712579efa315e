"""Public lists: one person writes, another publishes; a workbook is taken in whole or not at all."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from cases.publicity.datasets import DATASETS
from cases.publicity.lists.discard_list import discard_list
from cases.publicity.lists.draft_list import draft_list
from cases.publicity.lists.kinds import KINDS
from cases.publicity.lists.models import PublicEntry, PublicList
from cases.publicity.lists.publish_list import publish_list
from cases.publicity.lists.refusals import DraftThere, ListWrong, NoDraft, NotEarlier, RowWrong, SameWriter
from cases.publicity.lists.sentences import sentence_of
from cases.publicity.lists.sheet import check, workbook
from cases.publicity.lists.write_entry import remove_entry, write_entry
from enforcement.errors import NotAllowed
from enforcement.ledger.models import Entry
from tests.cases.acts import world as w
from tests.factories.publicity import POWER, a_list, an_entry

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")
act = pytest.mark.django_db(transaction=True)


def changed(kind: str, **cells: str) -> bytes:
    """Return the template of a list, its flowchart the bureau's, with some cells changed: ``D2="…"``."""
    book = openpyxl.load_workbook(BytesIO(workbook(KINDS[kind])))
    for cell, text in {**({"G2": "T"} if kind == "powers" else {}), **cells}.items():
        book.worksheets[0][cell] = text
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def drafted(world: w.World, on: str = "2026-03-01", **facts: Any) -> PublicList:
    facts = {"kind": "powers", "from_on": date.fromisoformat(on), **facts}
    return draft_list(agency_id=world.agency.pk, by=world.by("clerk"), at=w.at("02-20"), **facts)


def published(issue: PublicList, world: w.World) -> PublicList:
    return publish_list(list_id=issue.pk, by=world.by("head"), at=w.at("02-21"))


@act
def test_the_template_of_every_list_is_itself_taken_in_and_its_data_are_open(world: w.World) -> None:
    for kind in KINDS:
        published(drafted(world, "2026-02-25", kind=kind, content=changed(kind)), world)
        found = list(DATASETS[kind].rows())
        assert [row["agency"] for row in found] == [world.agency.name]
        assert {column.code for column in DATASETS[kind].columns} == found[0].keys()
        assert DATASETS[kind].changed() == w.at("02-21")


@act
def test_whoever_wrote_in_a_draft_does_not_publish_it_and_a_stranger_does_neither(world: w.World) -> None:
    issue = drafted(world)
    write_entry(list_id=issue.pk, by=world.by("lead"), at=w.at("02-20"), facts=POWER)
    for part, refusal in (("clerk", SameWriter), ("lead", SameWriter), ("co", NotAllowed)):
        with pytest.raises(refusal):
            publish_list(list_id=issue.pk, by=world.by(part), at=w.at("02-21"))
    with pytest.raises(NotAllowed):
        write_entry(list_id=issue.pk, by=world.by("head"), at=w.at("02-20"), facts=POWER)
    with pytest.raises(DraftThere):
        drafted(world)
    done = published(issue, world)
    said = Entry.objects.filter(series=done.series).latest("seq")
    assert (said.verb, done.sha256 in said.body) == ("public_list.publish", True)
    for late in (write_entry, remove_entry, discard_list):
        more: dict[str, Any] = {} if late is discard_list else {"entry_id": 0}
        more |= {"facts": POWER} if late is write_entry else {}
        with pytest.raises(NoDraft):
            late(list_id=issue.pk, by=world.by("clerk"), at=w.at("02-22"), **more)


@act
def test_a_new_version_copies_the_one_in_force_ends_it_the_day_before_and_never_reaches_back(world: w.World) -> None:
    first = published(drafted(world, "2026-01-05", content=changed("powers")), world)
    second = drafted(world)
    copied = second.entries.get()
    assert (copied.facts, copied.pk) != (first.entries.get().facts, first.entries.get().pk)
    assert copied.facts == first.entries.get().facts
    remove_entry(list_id=second.pk, by=world.by("clerk"), at=w.at("02-20"), entry_id=copied.pk)
    published(second, world)
    first.refresh_from_db()
    assert first.to_on == date(2026, 2, 28)
    with pytest.raises(NotEarlier):
        published(drafted(world), world)
    discard_list(list_id=PublicList.objects.get(published_at=None).pk, by=world.by("clerk"), at=w.at("02-22"))
    assert PublicList.objects.count() == 2


@act
def test_a_wrong_cell_is_named_and_takes_nothing_in(world: w.World) -> None:
    for kind, cell, text, code in (
        ("powers", "D2", "", "missing"), ("powers", "C2", "罚站", "choice"), ("powers", "G2", "ZZ", "chart"),
        ("powers", "J2", "九十天", "days"), ("powers", "B2", "长" * 201, "long"),
        ("delegations", "G2", "明年", "date"), ("delegations", "H2", "2025-12-31", "order"),
        ("sites", "H2", "2026-01-07", "order"), ("subjects", "E2", "负责人371481190001010011", "private"),
    ):  # fmt: skip
        content = changed(kind, **{cell: text})
        found = check(content, KINDS[kind], world.agency).problems
        assert [(p.cell, p.code) for p in found] == [(cell, code)]
        assert sentence_of(found[0].code, found[0].more)
    with pytest.raises(ListWrong):
        drafted(world, kind=kind, content=content)
    assert not PublicList.objects.exists()


@act
def test_a_row_of_the_form_is_refused_on_its_field_and_by_a_code_that_is_taken(world: w.World) -> None:
    issue = drafted(world)
    write = {"list_id": issue.pk, "by": world.by("clerk"), "at": w.at("02-20")}
    first = write_entry(**write, facts=POWER)
    for facts, field in (({**POWER, "chart": "ZZ", "code": "2"}, "chart"), (POWER, "code")):
        with pytest.raises(RowWrong) as caught:
            write_entry(**write, facts=facts)
        assert caught.value.field == field
    write_entry(**write, facts={**POWER, "title": "改名"}, entry_id=first.pk)
    assert [entry.title for entry in PublicEntry.objects.all()] == ["改名"]


def test_old_versions_stay_readable_and_a_draft_is_never_shown(client: Client, world: w.World) -> None:
    old = a_list(world.agency, to_on=date(2026, 2, 28))
    now, draft = (
        a_list(world.agency, number=2, from_on=date(2026, 3, 1)),
        a_list(world.agency, number=3, published=False),
    )
    before, after, hidden = (an_entry(one, title=f"第{one.number}版的职权") for one in (old, now, draft))
    page = client.get(before.get_absolute_url()).content.decode()
    assert after.get_absolute_url() in page
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert before.title in client.get(old.get_absolute_url()).content.decode()
    shown = client.get(f"/bodies/{world.agency.pk}/powers/").content.decode()
    assert after.title in shown
    assert before.title not in shown
    assert after.title in client.get("/powers/?q=第2版").content.decode()
