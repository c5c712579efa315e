"""Pairs of similar papers: independent candidates are left in peace, those who copied are found."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exams.proctoring.similarity import NOT_ON_PAPER, Papers, error_chances, similar, tail

ROOM = 40


def sat(rng, candidates=400, items=100, options=4, spread=0.9):
    """Return papers of candidates who answer on their own: ability and difficulty on the logistic curve, each question
    with a popular distractor that the weak prefer; nothing of the model under test."""
    ability, difficulty = rng.normal(0.8, spread, candidates), rng.normal(0, 1.0, items)
    right = rng.random((candidates, items)) < 1 / (1 + np.exp(-(ability[:, None] - difficulty)))
    lure = rng.dirichlet([2.0, 1.0, 0.6], items)
    weak = np.clip(0.5 - ability / 4, 0, 1)[:, None, None]
    chances = lure[None] * (1 - weak / 2) + np.array([1.0, 0, 0]) * weak / 2
    picked = (rng.random((candidates, items, 1)) > np.cumsum(chances, axis=2)).sum(axis=2)
    masks = np.where(right, 1, 2 << np.minimum(picked, options - 2))
    empty = rng.random((candidates, items)) < 0.02
    return np.where(empty, 0, masks).astype(np.int64), right & ~empty


def rooms_of(candidates):
    return [range(start, start + ROOM) for start in range(0, candidates, ROOM)]


def copied(rng, masks, right, copier, source, share):
    """Let one take a share of the answers from another."""
    taken = rng.random(masks.shape[1]) < share
    masks[copier, taken], right[copier, taken] = masks[source, taken], right[source, taken]


def test_hardly_any_pair_of_independent_candidates_is_flagged():
    rng = np.random.default_rng(5)
    flagged = 0
    for _run in range(20):
        masks, right = sat(rng)
        flagged += len(similar(Papers(masks, right), rooms_of(len(masks))))
    # 20 sessions with 7,800 pairs each: chance may make ten such pairs at this level, and makes fewer
    assert flagged <= 5


def test_who_copied_most_answers_is_found_and_nobody_else():
    rng = np.random.default_rng(11)
    found = wrong = 0
    for _run in range(20):
        masks, right = sat(rng)
        copied(rng, masks, right, 3, 4, 0.6)
        pairs = {(f.first, f.second) for f in similar(Papers(masks, right), rooms_of(len(masks)))}
        found += (3, 4) in pairs
        wrong += len(pairs - {(3, 4)})
    assert found >= 15, "the source must err often enough for something to be seen"
    assert wrong <= 5


def test_copying_is_found_over_different_papers_by_the_questions_in_common():
    rng = np.random.default_rng(7)
    masks, right = sat(rng, items=160)
    copied(rng, masks, right, 1, 2, 0.9)
    off = np.zeros(masks.shape, bool)
    off[0::2, 100:] = True
    off[1::2, :60] = True
    masks[off], right[off] = NOT_ON_PAPER, False
    found = similar(Papers(masks, right), rooms_of(len(masks)))
    assert [(f.first, f.second) for f in found] == [(1, 2)]
    assert found[0].common == 40
    assert found[0].same_wrong <= found[0].both_wrong <= found[0].common


def test_a_pair_in_different_rooms_is_not_compared():
    rng = np.random.default_rng(3)
    masks, right = sat(rng)
    copied(rng, masks, right, 3, ROOM + 4, 1.0)
    assert similar(Papers(masks, right), rooms_of(len(masks))) == []


def test_the_best_are_not_flagged_for_being_right_together():
    rng = np.random.default_rng(9)
    masks, right = sat(rng)
    masks[:20], right[:20] = 1, True
    assert similar(Papers(masks, right), rooms_of(len(masks))) == []


def test_the_modelled_errors_add_up_to_those_made():
    masks, right = sat(np.random.default_rng(2))
    papers = Papers(masks, right)
    chances = error_chances(papers)
    assert np.allclose(chances.sum(axis=1), papers.wrong.sum(axis=1), atol=0.6)
    assert np.all((chances >= 0) & (chances <= 1))


@given(st.lists(st.floats(0, 1), max_size=10), st.integers(0, 11))
@settings(deadline=None)
def test_the_tail_is_that_of_all_outcomes_counted_out(chances, least):
    total = 0.0
    for outcome in range(2 ** len(chances)):
        hits = [outcome >> n & 1 for n in range(len(chances))]
        if sum(hits) >= least:
            total += math.prod(c if hit else 1 - c for c, hit in zip(chances, hits, strict=True))
    assert tail(np.array(chances), least) == pytest.approx(total, abs=1e-12)


def test_a_tail_far_out_keeps_its_precision():
    chances = np.full(100, 1e-3)
    assert tail(chances, 20) == pytest.approx(math.comb(100, 20) * 1e-60 * (1 - 1e-3) ** 80, rel=0.01)


@pytest.mark.parametrize("candidates", [0, 1, 2])
def test_few_candidates_are_no_pair_to_speak_of(candidates):
    masks = np.full((candidates, 12), 2, np.int64)
    assert similar(Papers(masks, np.zeros(masks.shape, bool)), [range(candidates)]) == []
