"""Pairs of papers whose wrong answers agree more than chance explains: evidence for people to look at, no more.

The measure is the number of questions that two candidates answered wrongly in the same way. How often that happens by
chance follows from two things:

- how likely each of them is to err in each question. A candidate's chance of being right in a question that a share r
  of all got right is (1 - (1 - r)^a)^(1/a); a is set so that the chances add up to the questions this candidate did get
  right (Wesolowsky, "Detecting excessive similarity in answers on multiple choice exams", Journal of Applied Statistics
  27, 2000, p. 909-921);
- how popular each wrong answer is among all who erred in that question, the two themselves left out, with half a
  candidate added to every wrong answer that was given, so that nothing counts as impossible.

Both erring independently, they match in a question with the probability q1 * q2 * sum of the squared popularities. The
number of matches is then a sum of independent trials with different chances; the tail of its exact distribution is
worked out (not the normal curve, which is wrong by orders of magnitude for rare events) and multiplied by the number of
pairs that were compared (Bonferroni). Right answers in common prove nothing and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Masks = NDArray[np.int64]
Reals = NDArray[np.float64]

NOT_ON_PAPER: Final = -1
"""An answer's mask where the question is not on that candidate's paper; 0 is an empty answer."""
SCREEN_Z: Final = 3.0
"""Pairs below it are not looked at closely: their exact tail is far above any level of suspicion."""
FEWEST_COMMON: Final = 10
"""Questions in common without which two papers are not compared."""
LEVEL: Final = 0.5
"""A pair is shown when chance alone would make at most so many like it in a whole session."""
A_LEAST, A_MOST, HALVINGS = 1e-3, 1e3, 60


@dataclass(frozen=True, slots=True)
class Finding:
    """Two candidates (rows of the matrices) and how their papers agree.

    ``p`` is the probability of at least so many matches by chance for one pair; ``expected`` by how many compared pairs
    of this strength would appear by chance alone.
    """

    first: int
    second: int
    common: int
    both_right: int
    both_wrong: int
    same_wrong: int
    expected: float
    sd: float
    z: float
    p: float
    chance_pairs: float


@dataclass(frozen=True, slots=True)
class Papers:
    """All candidates of a session against all questions of its papers.

    ``masks`` are answers over each question's own options, ``NOT_ON_PAPER`` where it is not on the paper; ``right``
    says where full marks were given.
    """

    masks: Masks
    right: NDArray[np.bool_]

    @property
    def asked(self) -> NDArray[np.bool_]:
        """Where a question is on a paper."""
        return np.asarray(self.masks != NOT_ON_PAPER, dtype=np.bool_)

    @property
    def wrong(self) -> NDArray[np.bool_]:
        """Where something was answered that was not right; an empty answer is no answer in common."""
        return np.asarray((self.masks > 0) & ~self.right, dtype=np.bool_)


def similar(papers: Papers, groups: Sequence[Sequence[int]], *, level: float = LEVEL) -> list[Finding]:
    """Return the pairs within groups (rooms, or agencies) that chance does not explain, the strongest first.

    A pair is returned when pairs like it are expected ``level`` times or less among all that were compared.
    """
    errs, given = error_chances(papers), wrong_answers(papers)
    alike = np.array([_match(np.asarray(counts + 0.5, dtype=np.float64)) for _values, counts in given])
    compared = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    found = [
        finding
        for group in groups
        for first, second in _suspects(papers, errs, alike, group)
        if (finding := judged(papers, errs, given, (first, second), compared)).chance_pairs <= level
    ]
    return sorted(found, key=lambda finding: finding.p)


def error_chances(papers: Papers) -> Reals:
    """Return how likely each candidate is to answer each question wrongly: the wrong ones, not the empty ones."""
    asked, wrong = papers.asked, papers.wrong
    n = asked.sum(axis=0)
    r = 1 - (wrong.sum(axis=0) + 0.5) / (n + 1)
    share = 1 - wrong.sum(axis=1) / np.maximum(asked.sum(axis=1), 1)
    share = np.clip(share, 0.5 / (asked.shape[1] + 1), 1 - 0.5 / (asked.shape[1] + 1))
    low, high = np.full(len(share), np.log(A_LEAST)), np.full(len(share), np.log(A_MOST))
    for _step in range(HALVINGS):
        middle = (low + high) / 2
        mean = _mean(_right_chances(r, np.exp(middle)), asked)
        low, high = np.where(mean < share, middle, low), np.where(mean < share, high, middle)
    return np.where(asked, 1 - _right_chances(r, np.exp((low + high) / 2)), 0.0)


def _right_chances(r: Reals, a: Reals) -> Reals:
    """Return (1 - (1 - r)^a)^(1/a) for each candidate's a and each question's r, rising in a."""
    with np.errstate(under="ignore"):
        inner = -np.expm1(a[:, None] * np.log1p(-r)[None, :])
        return np.exp(np.log(np.maximum(inner, np.finfo(float).tiny)) / a[:, None])


def _mean(values: Reals, where: NDArray[np.bool_]) -> Reals:
    return np.asarray((values * where).sum(axis=1) / np.maximum(where.sum(axis=1), 1))


def wrong_answers(papers: Papers) -> list[tuple[Masks, Masks]]:
    """Return for each question the wrong answers that were given and by how many."""
    wrong = papers.wrong
    return [np.unique(papers.masks[wrong[:, j], j], return_counts=True) for j in range(papers.masks.shape[1])]


def _match(weights: Reals) -> float:
    """Return the probability that two who erred gave the same wrong answer, by how often each was given."""
    return float(np.sum((weights / weights.sum()) ** 2)) if len(weights) else 0.0


def _suspects(papers: Papers, errs: Reals, alike: Reals, group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a group whose matches stand out at first sight, by the normal curve and plain popularities."""
    rows = np.asarray(group, dtype=np.int64)
    masks, wrong, asked = papers.masks[rows], papers.wrong[rows], papers.asked[rows]
    for place, first in enumerate(rows[:-1]):
        rest = slice(place + 1, None)
        same = (wrong[place] & wrong[rest] & (masks[place] == masks[rest])).sum(axis=1)
        chance = errs[first] * errs[rows[rest]] * alike
        expected, variance = chance.sum(axis=1), (chance * (1 - chance)).sum(axis=1)
        common = (asked[place] & asked[rest]).sum(axis=1)
        z = (same - expected) / np.sqrt(np.maximum(variance, 1e-12))
        for other in np.flatnonzero((z >= SCREEN_Z) & (same > 1) & (common >= FEWEST_COMMON)):
            yield int(first), int(rows[rest][other])


def judged(
    papers: Papers, errs: Reals, given: Sequence[tuple[Masks, Masks]], pair: tuple[int, int], compared: int
) -> Finding:
    """Return how two papers agree, with the exact tail; the two are left out of the popularities."""
    (first, second), wrong, masks = pair, papers.wrong, papers.masks
    common = papers.asked[first] & papers.asked[second]
    same = wrong[first] & wrong[second] & (masks[first] == masks[second])
    chance = np.array(
        [
            errs[first, j] * errs[second, j] * _match(_without(given[j], masks[first, j], masks[second, j]))
            for j in map(int, np.flatnonzero(common))
        ]
    )
    matches, expected = int(same.sum()), float(chance.sum())
    sd, p = float(np.sqrt((chance * (1 - chance)).sum())), tail(chance, matches)
    return Finding(
        first=first,
        second=second,
        common=int(common.sum()),
        both_right=int((common & papers.right[first] & papers.right[second]).sum()),
        both_wrong=int((wrong[first] & wrong[second]).sum()),
        same_wrong=matches,
        expected=expected,
        sd=sd,
        z=(matches - expected) / sd if sd else 0.0,
        p=p,
        chance_pairs=p * compared,
    )


def _without(given: tuple[Masks, Masks], first: int, second: int) -> Reals:
    """Return how often each wrong answer was given by others than two, half a candidate added to each."""
    values, counts = given
    others = counts - (values == first) - (values == second)
    return np.asarray(np.maximum(others, 0) + 0.5)


def tail(chances: Reals, least: int) -> float:
    """Return the probability of at least so many successes in independent trials with these chances.

    The distribution is built up trial by trial (exact; each step only adds and multiplies non-negative numbers, so
    small probabilities keep their precision), with everything from ``least`` on in one last place.
    """
    if least <= 0:
        return 1.0
    places = np.zeros(least + 1)
    places[0] = 1.0
    for chance in chances:
        last = places[least] + places[least - 1] * chance
        places[1:least] = places[1:least] * (1 - chance) + places[: least - 1] * chance
        places[0] *= 1 - chance
        places[least] = last
    return float(places[least])
