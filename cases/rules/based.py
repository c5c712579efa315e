"""What the papers of a case cite, as the register of norms stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from enforcement.norms.articles import in_words
from enforcement.norms.citations import Citation, cited
from enforcement.norms.queries import register_of
from enforcement.norms.standing import Register

if TYPE_CHECKING:
    from cases.rules.file import CaseFile


@dataclass(frozen=True, slots=True)
class BasisFact:
    """A norm that a notice or the decision cites, and how the register says that it stood on that day."""

    act: str  # notice, decision
    on: date
    title: str
    code: str  # as enforcement.norms.standing: in_force, not_yet, expired, repealed_article, unregistered
    since: date | None = None
    articles: str = ""


def with_bases(files: Mapping[int, CaseFile]) -> dict[int, CaseFile]:
    """Return case files with what their notices and decisions cite; no query where none is notified or decided."""
    cites = {pk: _cites(file) for pk, file in files.items()}
    known = register_of(c for acts in cites.values() for _act, _on, citations in acts for c in citations)
    return {pk: replace(file, bases=_facts(cites[pk], known)) if cites[pk] else file for pk, file in files.items()}


def _cites(file: CaseFile) -> list[tuple[str, date, list[Citation]]]:
    found = [("notice", n.served_on, cited(n.terms.legal_basis)) for n in file.notices]
    if file.decision is not None:
        found.append(("decision", file.decision.on, cited(file.decision.terms.legal_basis)))
    return [each for each in found if each[2]]


def _facts(acts: list[tuple[str, date, list[Citation]]], known: Register) -> tuple[BasisFact, ...]:
    told = [(act, on, known.standing(citation, on)) for act, on, citations in acts for citation in citations]
    return tuple(BasisFact(act, on, s.citation.title, s.code, s.since, in_words(s.articles)) for act, on, s in told)
