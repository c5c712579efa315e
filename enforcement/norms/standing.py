"""Whether what is cited was in force on a day: pure, over the confirmed rows of the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from enforcement.norms.articles import is_beside
from enforcement.norms.citations import Citation

Code = Literal["in_force", "not_yet", "expired", "repealed_article", "unregistered"]
NATIONAL = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class VersionFact:
    """A confirmed version: its days, and its articles by their keys: amended (the added ones too), repealed, added."""

    from_on: date
    until_on: date | None = None
    label: str = ""
    amended: frozenset[int] = frozenset()
    repealed: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NormFact:
    """A norm of the register. ``ends`` are the last days in force that confirmed ends set, the first one first.

    A norm that its successor of the same title repealed has a version that begins after such an end.
    """

    id: int
    title: str
    level: str
    versions: tuple[VersionFact, ...]  # by their first day
    ends: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register says of a citation on a day; ``since`` is when it came to be so."""

    code: Code
    citation: Citation
    norm: NormFact | None = None
    since: date | None = None
    articles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Register:
    """Norms by their full titles and by the numbers under which they are cited as well."""

    norms: Mapping[str, NormFact] = field(default_factory=dict)

    def find(self, title: str) -> NormFact | None:
        """Return a norm by a title as it is cited: with or without the name of the state before it."""
        short = title.removeprefix(NATIONAL)
        return self.norms.get(title) or self.norms.get(NATIONAL + short) or self.norms.get(short)

    def standing(self, citation: Citation, on: date) -> Standing:
        """Return whether a citation was in force on a day."""
        norm = self.find(citation.title)
        if norm is None or not norm.versions:
            return Standing("unregistered", citation, norm)
        begun = [v for v in norm.versions if v.from_on <= on]
        if not begun:
            return Standing("not_yet", citation, norm, norm.versions[0].from_on)
        ends = [day for day in (begun[-1].until_on, *norm.ends) if day is not None and day >= begun[-1].from_on]
        last = min(ends, default=None)
        if last is not None and last < on:
            return Standing("expired", citation, norm, last)
        return self._of_articles(citation, norm, begun)

    def _of_articles(self, citation: Citation, norm: NormFact, begun: list[VersionFact]) -> Standing:
        gone: dict[int, date] = {}
        for version in begun:
            gone = {n: day for n, day in gone.items() if n not in version.amended}
            gone |= dict.fromkeys(version.repealed, version.from_on)
        hit = citation.articles & gone.keys()
        if hit:
            return Standing("repealed_article", citation, norm, max(gone[n] for n in hit), frozenset(hit))
        coming = {n: v.from_on for v in norm.versions[len(begun) :] for n in v.added if _new_in(norm, v, n)}
        hit = citation.articles & coming.keys()
        if hit:
            return Standing("not_yet", citation, norm, min(coming[n] for n in hit), frozenset(hit))
        return Standing("in_force", citation, norm, begun[-1].from_on)

    def amended_since(self, citation: Citation, after: date, on: date) -> Standing | None:
        """Return what changed in the cited articles after one day up to another, if anything did.

        Who cites a norm without an article is touched by every change of it.
        """
        norm = self.find(citation.title)
        for version in reversed(norm.versions if norm else ()):
            if after < version.from_on <= on:
                changed = version.amended | version.repealed
                hit = changed & citation.articles if citation.articles else changed
                if hit:
                    return Standing("in_force", citation, norm, version.from_on, frozenset(hit))
        return None


def _new_in(norm: NormFact, version: VersionFact, article: int) -> bool:
    """Return whether a norm had no article of this number before a version added one.

    Where a later article was amended or repealed then, or one of this number was changed before, the articles were
    numbered anew and there was another under this number. An article beside another (第三十条之一) numbers none anew.
    """
    before = [v for v in norm.versions if v.from_on < version.from_on]
    if any(article in v.amended | v.repealed for v in before):
        return False
    known = frozenset[int]().union(version.amended - version.added, version.repealed, *(v.amended for v in before))
    return is_beside(article) or not any(n > article for n in known if not is_beside(n))
