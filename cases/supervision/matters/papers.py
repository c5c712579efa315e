"""Papers of a matter: sheets of the file, letters to the organ, files that were handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from cases.documents.layout import Row, chinese_day, form_sheet, official_paper
from cases.papers import keep_bytes, media_of
from cases.supervision.matters.models import Answer, Letter, Matter, MatterPaper
from enforcement import clock
from enforcement.actor import Actor
from enforcement.organisation.models import Agency


def keep_sheet(
    matter: Matter, code: str, title: str, rows: Iterable[Row], *, by: Actor, at: datetime,
    letter: Letter | None = None, answer: Answer | None = None,
) -> MatterPaper:  # fmt: skip
    """Write a sheet of the matter and keep it by its hash."""
    heads = [("被监督单位", matter.agency.name), ("监督事项", matter.title)]
    footer = f"经办人：{by.name}　　{chinese_day(clock.day_of(at))}"
    content = form_sheet(title, [*heads, *rows], number=matter.number, agency=matter.body.name, footer=footer)
    return _keep(matter, code, title, content, by=by, at=at, number=matter.number, letter=letter, answer=answer)


def keep_letter(
    matter: Matter, code: str, title: str, number: str, paragraphs: Sequence[str], *, signed: Agency, on: date,
    addressee: str, by: Actor, at: datetime, letter: Letter | None = None,
) -> MatterPaper:  # fmt: skip
    """Write a letter in the layout of official papers, with room for the seal (GB/T 9704-2012), and keep it."""
    content = official_paper(title, number, signed.name, paragraphs, on, addressee=addressee)
    return _keep(matter, code, title, content, by=by, at=at, number=number, letter=letter)


def keep_file(
    matter: Matter, code: str, title: str, content: bytes, *, by: Actor, at: datetime, letter: Letter | None = None,
    answer: Answer | None = None,
) -> MatterPaper:  # fmt: skip
    """Keep a file that somebody chose: its kind is told by its bytes.

    Raises:
        cases.papers.FileNotTaken: for another kind of file, or one too large.
    """
    media = media_of(content)
    return _keep(matter, code, title, content, by=by, at=at, letter=letter, answer=answer, media=media)


def _keep(
    matter: Matter, code: str, title: str, content: bytes, *, by: Actor, at: datetime, number: str = "",
    letter: Letter | None = None, answer: Answer | None = None, media: str = "application/pdf",
) -> MatterPaper:  # fmt: skip
    return MatterPaper.objects.create(
        matter=matter, letter=letter, answer=answer, code=code, title=title, number=number, media_type=media,
        sha256=keep_bytes(content), size=len(content), made_at=at, author=by.name,
    )  # fmt: skip
