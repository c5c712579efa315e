from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from cases.discretion.checking import check
from cases.discretion.import_benchmarks import DocumentKnown, WorkbookWrong, import_benchmarks
from cases.discretion.models import Benchmark, BenchmarkSet
from cases.discretion.publish_benchmarks import OlderThanPublished, PublishedAlready, SameDrafter, publish_benchmarks
from cases.discretion.sentences import SENTENCES, sentence_of
from cases.discretion.sheet import HEADINGS
from cases.discretion.template import SAMPLE, template
from cases.discretion.versions import in_force
from enforcement.errors import NotAllowed
from enforcement.organisation.models import Agency
from tests.cases.acts import world as w

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")
COLUMN = {name: "ABCDEFGHIJKLMN"[n] for n, name in enumerate(HEADINGS)}


def workbook(**cells: str) -> bytes:
    """Return the template with some cells changed: ``D2="…"``."""
    book = openpyxl.load_workbook(BytesIO(template()))
    for cell, text in cells.items():
        book.worksheets[0][cell] = text
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def taken_in(world: w.World, number: str = "乐裁〔2026〕1号", on: str = "2026-03-01", **facts: Any) -> BenchmarkSet:
    facts = {
        "content": template(),
        "title": "裁量基准",
        "document_number": number,
        "from_on": date.fromisoformat(on),
        **facts,
    }
    return import_benchmarks(agency_id=world.agency.pk, by=world.by("reviewer"), at=w.at("02-20"), **facts)


@pytest.mark.django_db(transaction=True)
def test_the_template_itself_is_taken_in_and_published_by_another_person(world: w.World) -> None:
    issue = taken_in(world)
    assert (Benchmark.objects.count(), issue.benchmarks.get().grades.count()) == (1, len(SAMPLE))
    assert not in_force(world.agency, w.on("03-02"))
    w.duty(world.people["reviewer"], world.agency, "decide")
    with pytest.raises(SameDrafter):
        publish_benchmarks(issue_id=issue.pk, by=world.by("reviewer"), at=w.at("02-21"))
    with pytest.raises(NotAllowed):
        publish_benchmarks(issue_id=issue.pk, by=world.by("lead"), at=w.at("02-21"))
    publish_benchmarks(issue_id=issue.pk, by=world.by("head"), at=w.at("02-21"))
    assert in_force(world.agency, w.on("03-02")).get().first_free
    with pytest.raises(PublishedAlready):
        publish_benchmarks(issue_id=issue.pk, by=world.by("head"), at=w.at("02-21"))
    with pytest.raises(DocumentKnown):
        taken_in(world)


@pytest.mark.django_db(transaction=True)
def test_a_new_issue_ends_the_old_one_the_day_before_and_never_reaches_back(world: w.World) -> None:
    first, second, third = taken_in(world), taken_in(world, "2号", "2026-04-01"), taken_in(world, "3号", "2026-04-01")
    for issue in (first, second):
        publish_benchmarks(issue_id=issue.pk, by=world.by("head"), at=w.at("02-21"))
    with pytest.raises(OlderThanPublished):
        publish_benchmarks(issue_id=third.pk, by=world.by("head"), at=w.at("02-21"))
    assert first.benchmarks.get().to_on == date(2026, 3, 31)
    assert [in_force(world.agency, date(2026, *day)).get().issue_id for day in ((3, 31), (4, 1))] == [
        first.pk,
        second.pk,
    ]


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        (f"{COLUMN['offence']}2", "", "missing"), (f"{COLUMN['field']}2", "不存在", "choice"),
        (f"{COLUMN['field']}2", "市场监管", "not_ours"), (f"{COLUMN['basis']}2", "面积", "choice"),
        (f"{COLUMN['low']}2", "约五千", "number"), (f"{COLUMN['high']}2", "-1", "number"),
        (f"{COLUMN['kinds']}2", "罚站", "kind"), (f"{COLUMN['grade_high']}4", "20001", "outside"),
        (f"{COLUMN['grade_low']}3", "15000", "order"), (f"{COLUMN['grade']}3", "较轻", "twice"),
        (f"{COLUMN['penalty']}3", "另一条例", "differs"), (f"{COLUMN['circumstances']}4", "", "missing"),
        (f"{COLUMN['first_free']}2", "也许", "choice"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(cell: str, text: str, code: str) -> None:
    found = check(workbook(**{cell: text}), Agency(fields=["urban"])).problems
    where = cell if code != "order" else f"{COLUMN['grade_high']}{cell[1:]}"
    assert (where, code) in [(p.cell, p.code) for p in found]
    assert all(sentence_of(problem) for problem in found)


@pytest.mark.django_db(transaction=True)
def test_one_wrong_cell_takes_nothing_in(world: w.World) -> None:
    with pytest.raises(WorkbookWrong):
        taken_in(world, content=workbook(**{f"{COLUMN['low']}2": "约"}))
    assert not BenchmarkSet.objects.exists()
    assert not Benchmark.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK broken", "甲,乙\n1,2\n".encode(), b"\x00\x01"])
def test_what_is_no_workbook_of_benchmarks_is_refused_with_a_sentence(content: bytes) -> None:
    found = check(content, Agency(fields=["urban"])).problems
    assert found[0].code in SENTENCES
    assert sentence_of(found[0])
