"""Reading the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from enforcement.norms.articles import keys_of
from enforcement.norms.citations import Citation, cited
from enforcement.norms.models import ArticleChange, Norm, NormEnd, NormVersion
from enforcement.norms.standing import NATIONAL, NormFact, Register, VersionFact

CONFIRMED = Q(confirmed_at__isnull=False)


def confirmed() -> QuerySet[Norm]:
    """Return the norms with their confirmed versions and ends alone: five queries with their changes."""
    return Norm.objects.prefetch_related(
        Prefetch(
            "versions", NormVersion.objects.filter(CONFIRMED).order_by("from_on").prefetch_related("changes"), "stand"
        ),
        Prefetch("ends", NormEnd.objects.filter(CONFIRMED), "ended"),
    )


def register_of(citations: Iterable[Citation]) -> Register:
    """Return what the register knows of the norms that are cited; no query where nothing is."""
    titles: set[str] = set()
    for citation in citations:
        short = citation.title.removeprefix(NATIONAL)
        titles |= {citation.title, short, NATIONAL + short}
    if not titles:
        return Register()
    return register(confirmed().filter(Q(title__in=titles) | Q(also__in=titles)))


def register(norms: Iterable[Norm]) -> Register:
    """Return norms, read by ``confirmed``, as facts."""
    found: dict[str, NormFact] = {}
    for norm in norms:
        fact = fact_of(norm)
        found |= {title: fact for title in (norm.title, norm.also) if title}
    return Register(found)


def fact_of(norm: Norm) -> NormFact:
    """Return a norm, read by ``confirmed``, as rules read it."""
    ends = tuple(sorted(end.last_on for end in norm.ended))  # type: ignore[attr-defined]
    versions = tuple(_version(version) for version in norm.stand)  # type: ignore[attr-defined]
    return NormFact(norm.pk, norm.title, norm.level, versions, ends)


def _version(row: NormVersion) -> VersionFact:
    changes = list(row.changes.all())
    kinds = ArticleChange.Kind
    return VersionFact(
        row.from_on, row.until_on, row.label,
        amended=_numbers(changes, {kinds.AMENDED, kinds.ADDED}), repealed=_numbers(changes, {kinds.REPEALED}),
        added=_numbers(changes, {kinds.ADDED}),
    )  # fmt: skip


def _numbers(changes: Iterable[ArticleChange], kinds: set[str]) -> frozenset[int]:
    return frozenset(key for c in changes if c.kind in kinds for key in keys_of(c.article))


def standing_of(text: str, on: date) -> list[tuple[Citation, str]]:
    """Return each citation in a text with the code of how it stood on a day."""
    citations = cited(text)
    known = register_of(citations)
    return [(citation, known.standing(citation, on).code) for citation in citations]


__all__ = ["confirmed", "fact_of", "register", "register_of", "standing_of"]
