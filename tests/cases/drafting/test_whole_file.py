from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from cases.attach_paper import attach_paper
from cases.documents.binding import Binder, Bookmark
from cases.documents.layout import form_sheet, official_paper
from cases.drafting import whole_file
from cases.papers import store
from enforcement.jobs.models import Job
from enforcement.jobs.perform import perform
from tests.cases.acts import world as w


def asked_by(client: Client, world: w.World, case: Any) -> Job:
    client.force_login(world.people["lead"])
    answer = client.post(reverse("case_file_make", args=[case.pk]))
    assert answer.status_code == 302
    return Job.objects.get(kind=whole_file.KIND)


def test_the_whole_file_has_contents_bookmarks_and_a_number_on_every_page(world: w.World, client: Client) -> None:
    case = w.reported(world)
    picture = io.BytesIO()
    Image.new("RGB", (40, 60), "red").save(picture, "JPEG")
    for title, content in (("现场照片", picture.getvalue()), ("外来文件", b"%PDF-1.7 of another program")):
        attach_paper(case_id=case.pk, by=world.by("lead"), at=w.at("03-21"), file=content, title=title)
    job = asked_by(client, world, case)
    assert perform(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.fault) == ("done", job.total, "")
    answer = client.get(job.result["url"])
    document = pypdfium2.PdfDocument(answer.content)
    texts = [page.get_textpage().get_text_range() for page in document]
    for number, text in enumerate(texts, 1):
        assert re.search(rf"(^|\s){number}(\s|$)", text), f"page {number} has no number"
    for words in ("案卷目录", "正卷", "副卷", "询问笔录", "现场照片", "外来文件"):
        assert words in texts[0]
    assert "另附" in "".join(texts)
    marks = [(m.level, m.get_title(), m.get_dest().get_index()) for m in document.get_toc()]
    assert [title for level, title, _page in marks if level == 0] == ["案卷目录", "正卷", "副卷"]
    report = next(page for _level, title, page in marks if title.startswith("案件调查终结报告"))
    assert "案件调查终结报告" in texts[report]
    assert re.search(rf"案件调查终结报告\s*—\s*2026年3月20\s*日\s*{report + 1}\s", texts[0])
    client.force_login(world.people["head"])
    assert client.get(job.result["url"]).status_code == 404, "the outcome is for who asked for it"


def test_a_stopped_job_goes_on_with_the_parts_that_it_has(
    world: w.World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = w.filed(world)
    job = asked_by(client, world, case)
    done: list[str] = []
    real = whole_file.part_of

    def stops(paper: Any) -> bytes:
        if len(done) == 2:
            raise SystemExit
        done.append(paper.title)
        return real(paper)

    monkeypatch.setattr(whole_file, "part_of", stops)
    with pytest.raises(SystemExit):
        perform(job_id=job.pk)
    Job.objects.filter(pk=job.pk).update(state="waiting")
    first = list(done)
    monkeypatch.setattr(whole_file, "part_of", lambda paper: done.append(paper.title) or real(paper))
    assert perform(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    assert sorted(done) == sorted({*done}), "no paper was prepared twice"
    assert len(first) == 2


def test_a_paper_that_comes_meanwhile_is_not_in_the_file_and_a_damaged_one_stops_it(
    world: w.World, client: Client, settings: Any
) -> None:
    case = w.filed(world)
    job = asked_by(client, world, case)
    late = store(
        case=case,
        code="QT",
        title="后来的",
        content=form_sheet("后来的", [("甲", "乙")]),
        by=world.by("lead"),
        at=w.at("03-13"),
    )
    perform(job_id=job.pk)
    document = pypdfium2.PdfDocument(whole_file.outcome_of(job.pk).read_bytes())
    assert "后来的" not in document[0].get_textpage().get_text_range()
    (Path(settings.MEDIA_ROOT) / "papers" / late.sha256[:2] / late.sha256).write_bytes(b"%PDF-x")
    client.post(reverse("case_file_make", args=[case.pk]))
    again = Job.objects.latest("pk")
    perform(job_id=again.pk)
    again.refresh_from_db()
    assert (again.state, "哈希" in again.fault or "改动" in again.fault) == ("failed", True), again.fault


def test_six_hundred_pages_are_bound_to_a_stream(tmp_path: Path) -> None:
    one = official_paper("长文书", "", "机关", ["正文" * 1400] * 12, w.on("04-02"))
    pages = len(pypdfium2.PdfDocument(one))
    times = 600 // pages + 1
    with (tmp_path / "whole.pdf").open("wb") as stream:
        binder = Binder(stream, "甲")
        for _ in range(times):
            binder.add(one)
        binder.close([Bookmark("全卷", 0, [Bookmark("末页", binder.count - 1)])])
    document = pypdfium2.PdfDocument(tmp_path / "whole.pdf")
    assert len(document) == times * pages > 600
    assert str(len(document)) in document[len(document) - 1].get_textpage().get_text_range()
    assert [m.get_title() for m in document.get_toc()] == ["全卷", "末页"]
