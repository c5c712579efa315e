"""What a draft holds: its text, what is asked, the answers; sealed in the database because it names people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.documents.layout import form_sheet, official_paper
from cases.documents.sheets import of_case
from cases.drafting.current import of_version
from cases.drafting.language import answered, gaps_of
from cases.drafting.shape import Ask, Template, read_ask, written
from cases.models import Case, PaperDraft
from enforcement.organisation.secrecy import seal, unseal


@dataclass(frozen=True)
class Content:
    """A paper in the making."""

    text: str
    asks: tuple[Ask, ...]
    answers: Mapping[str, str]

    @property
    def given(self) -> dict[str, str]:
        """The answers that count: given ones, and nothing for what may be empty."""
        empty = {ask.label: "" for ask in self.asks if ask.optional}
        return empty | {label: text for label, text in self.answers.items() if text.strip()}

    @property
    def final(self) -> str:
        """The text with its gaps closed."""
        return answered(self.text, self.given)

    @property
    def missing(self) -> list[str]:
        """The labels that are asked and stand open."""
        asked = {ask.label for ask in self.asks}
        return [label for label in gaps_of(self.final) if label in asked]


def content_of(draft: PaperDraft) -> Content:
    """Return what a draft holds."""
    kept = json.loads(unseal(draft.sealed))
    return Content(kept["text"], tuple(read_ask(line) for line in kept["asks"]), kept["answers"])


def sealed(content: Content) -> str:
    """Return content as the database keeps it."""
    kept = {"text": content.text, "asks": [written(ask) for ask in content.asks], "answers": dict(content.answers)}
    return seal(json.dumps(kept, ensure_ascii=False))


def rows_of(text: str) -> list[tuple[str, str]]:
    """Return the rows of a form: ``名称｜内容``, lines without a bar going on."""
    rows: list[tuple[str, str]] = []
    for line in text.split("\n"):
        name, bar, rest = line.partition("｜")
        if bar or not rows:
            rows.append((name.strip(), rest) if bar else ("", line))
        else:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]}\n{line}")
    return rows


def addressee_of(template: Template, case: Case, answers: Mapping[str, str]) -> str:
    """Return whom a paper is addressed to, "" for nobody."""
    return case.party.name if template.to == "party" else answers.get(template.to, "")


def drawn(draft: PaperDraft, content: Content, *, on: date, number: str = "") -> bytes:
    """Return a draft as PDF: a paper to the outside in the layout of GB/T 9704, or a ruled form.

    Raises:
        enforcement.web.fonts.GlyphMissing: for a character that the typeface lacks.
    """
    template, case = of_version(draft.version), draft.case
    if template.layout == "form":
        rows = [*of_case(case), *rows_of(content.final)]
        return form_sheet(draft.title, rows, number=number, agency=case.agency.name)
    lines = [line for line in content.final.split("\n") if line.strip()]
    return official_paper(
        draft.title, number, case.agency.name, lines, on, addressee=addressee_of(template, case, content.given)
    )
