"""What cannot be is explained truly: each conflict is one, nothing is named in vain, every remedy works."""

from dataclasses import replace
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exams.papers.assemble import BlueprintInfeasible, assemble
from exams.papers.blueprint import Blueprint, Row, Share
from exams.papers.check import faults_of
from exams.papers.explain import Conflict, Remedy, vary
from exams.papers.problem import Problem
from exams.papers.words import words_of
from tests.exams.paper_banks import LAWS, an_item, bank, faults, slow


def refusal(items, plan, papers=1, enemies=()):
    with pytest.raises(BlueprintInfeasible) as refused:
        assemble(items=items, enemies=enemies, blueprint=plan, papers=papers, seed=1)
    return refused.value


def test_a_bank_with_too_few_items_is_told_how_many_there_are_and_what_is_enough():
    plan = Blueprint(rows=(Row("single", 20, 100), Row("multiple", 2, 100), Row("multiple", 9, 100, law="甲法")))
    said = refusal(bank(3), plan)
    assert [c.rules for c in said.conflicts] == [(("row", 0),), (("row", 2),)]
    assert [c.fit for c in said.conflicts] == [((0, 9),), ((2, 3),)]
    assert "20" in said.problems[0].text
    assert all(c.complete is False for c in said.conflicts), "each alone is not enough: there are two"
    values = {(r.rule[0], r.value) for r in said.conflicts[0].remedies}
    assert values == {("row", 9), ("write", 11)}


def test_a_share_that_the_bank_cannot_give_names_the_marks_it_can():
    items = [an_item(n, law="行政处罚法" if n < 12 else "行政许可法") for n in range(200)]
    plan = Blueprint(rows=(Row("single", 100, 100),), shares=(Share("行政处罚法", at_least=20),))
    (conflict,) = refusal(items, plan).conflicts
    assert set(conflict.rules) == {("at_least", 0), ("row", 0)}
    remedies = {r.rule[0]: r.value for r in conflict.remedies}
    assert remedies["at_least"] == 12
    assert remedies["row"] == 60, "12 are a fifth of 60"
    assert remedies["write"] == 8
    assert conflict.complete


def test_papers_that_need_more_items_than_cap_and_enemies_allow_are_counted():
    items = [an_item(n) for n in range(24)]
    plan = Blueprint(rows=(Row("single", 15, 100),), cap=2)
    (conflict,) = refusal(items, plan, papers=4, enemies={(0, 1)}).conflicts
    assert set(conflict.rules) == {("cap", 0), ("row", 0)}
    assert {(r.rule[0], r.value) for r in conflict.remedies} == {("cap", 3), ("row", 12), ("papers", 3), ("write", 6)}
    enemies = {(a, b) for a in range(12) for b in range(a)}
    (conflict,) = refusal(items[:20], replace(plan, cap=0), enemies=enemies).conflicts
    assert set(conflict.rules) == {("enemies", 0), ("row", 0)}
    assert {(r.rule[0], r.value) for r in conflict.remedies} == {("enemies", 0), ("row", 9), ("write", 6)}


def test_items_that_rest_are_named_as_the_reason():
    items = [an_item(n, uses=n % 3) for n in range(30)]
    plan = Blueprint(rows=(Row("single", 15, 100),), rest_sessions=1, rest_days=180)
    (conflict,) = refusal(items, plan).conflicts
    assert set(conflict.rules) == {("rest", 0), ("row", 0)}
    assert conflict.fit == ((0, 10),)
    assert {(r.rule[0], r.value) for r in conflict.remedies} == {("rest", 2), ("row", 10), ("write", 5)}


def test_a_mean_difficulty_out_of_reach_says_what_can_be_reached():
    items = [an_item(n, difficulty=200 if n < 10 else 300) for n in range(20)]
    (conflict,) = refusal(items, Blueprint(rows=(Row("single", 15, 100),), mean_from=280)).conflicts
    assert set(conflict.rules) == {("mean_from", 0), ("row", 0)}
    remedies = {r.rule[0]: r.value for r in conflict.remedies}
    assert (remedies["mean_from"], remedies["row"]) == (266, 12)
    (conflict,) = refusal(items, Blueprint(rows=(Row("single", 15, 100),), mean_to=220)).conflicts
    assert {r.rule[0]: r.value for r in conflict.remedies}["mean_to"] == 234


def test_papers_that_cannot_be_equally_hard_are_explained_although_their_sum_could_be():
    items = [
        an_item(0, difficulty=100),
        an_item(1, difficulty=100),
        an_item(2, difficulty=500),
        an_item(3, difficulty=300),
    ]
    plan = Blueprint(rows=(Row("single", 2, 100),), cap=1, spread=50)
    (conflict,) = refusal(items, plan, papers=2).conflicts
    assert set(conflict.rules) == {("spread", 0), ("cap", 0), ("row", 0)}
    assert {r.rule[0]: r.value for r in conflict.remedies}["spread"] == 100
    assert assemble(items=items, blueprint=replace(plan, spread=100), papers=2, seed=1)


def test_all_kinds_of_conflicts_are_said_in_words_and_kept():
    plan = Blueprint(
        rows=(Row("single", 9, 100, law="甲法", topic="听证", easiest=2, hardest=3), Row("case", 1, 100, size=3)),
        shares=(Share("甲法", 10, 20),), mean_from=200, mean_to=300, spread=10, cap=1, rest_sessions=1, rest_days=30,
    )  # fmt: skip
    kinds = ("row", "at_least", "at_most", "mean_from", "mean_to", "spread", "cap", "rest", "enemies")
    rules = (*tuple((kind, 0) for kind in kinds), ("row", 1))
    remedies = tuple(Remedy(rule, 2) for rule in (*rules, ("papers", 0), ("write", 0)))
    conflict = Conflict(rules, remedies, complete=True, fit=((0, 3),), pairs=4)
    assert Conflict.from_json(conflict.as_json()) == conflict
    words = words_of(conflict, blueprint=plan, papers=4)
    assert (len(words.rules), len(words.remedies)) == (10, 12)
    assert all(any(c.isdigit() for c in said) for said in words.rules)
    assert "甲法" in words.text
    assert words_of(replace(conflict, remedies=()), blueprint=plan, papers=4).remedies == []
    with pytest.raises(ValueError):
        vary(Problem(plan, (), frozenset(), 1), Remedy(("enemies", 0), 0))


# --- against every possibility ----------------------------------------------------------------------------------------


def every_paper(items, rows, counts):
    """Yield every paper that fills the rows with so many items, each item once."""
    if not rows:
        yield ()
        return
    row, count = rows[0], counts[0]
    mine = [i for i in items if i.type == row.kind and row.law in {"", i.law}]
    for chosen in combinations(mine, count):
        left = [i for i in items if i not in chosen]
        for more in every_paper(left, rows[1:], counts[1:]):
            yield tuple((i, row.points) for i in chosen) + more


def possible(problem, keep):
    """Return by trying everything whether rules can be kept; a row that is let go may have fewer items."""
    plan = problem.blueprint
    kinds = {kind for kind, _n in keep}
    shares = tuple(
        Share(s.law, s.at_least if ("at_least", n) in keep else 0, s.at_most if ("at_most", n) in keep else 100)
        for n, s in enumerate(plan.shares)
    )
    loose = replace(
        plan, shares=shares, spread=plan.spread if "spread" in kinds else 400, cap=plan.cap if "cap" in kinds else 0,
        mean_from=plan.mean_from if "mean_from" in kinds else 100, mean_to=plan.mean_to if "mean_to" in kinds else 500,
    )  # fmt: skip
    enemies = problem.enemies if "enemies" in kinds else frozenset()
    ranges = [[row.count] if ("row", n) in keep else range(row.count, -1, -1) for n, row in enumerate(plan.rows)]
    for counts in product(*ranges):
        rows = tuple(replace(row, count=count) for row, count in zip(plan.rows, counts, strict=True))
        now = replace(loose, rows=rows)
        good = [
            paper
            for paper in every_paper(list(problem.items), plan.rows, counts)
            if not faults_of(papers=[paper], bank=problem.items, enemies=enemies, blueprint=now)
        ]
        sets = combinations_with_replacement(good, problem.papers)
        if any(not faults_of(papers=papers, bank=problem.items, enemies=enemies, blueprint=now) for papers in sets):
            return True
    return False


tiny = st.builds(
    lambda types, laws, hard: [
        an_item(n, t, law, 100 * d) for n, (t, law, d) in enumerate(zip(types, laws, hard, strict=True))
    ],
    types=st.lists(st.sampled_from(["single", "multiple"]), min_size=5, max_size=5),
    laws=st.lists(st.sampled_from(LAWS[:2]), min_size=5, max_size=5),
    hard=st.lists(st.integers(1, 5), min_size=5, max_size=5),
)


@given(
    items=tiny,
    rows=st.lists(
        st.builds(
            Row,
            st.sampled_from(["single", "multiple"]),
            st.integers(1, 2),
            st.sampled_from([100, 200]),
            st.sampled_from(["", "甲法"]),
        ),
        min_size=1,
        max_size=2,
    ),
    share=st.integers(0, 60),
    cap=st.integers(0, 2),
    spread=st.integers(0, 150),
    mean=st.integers(100, 350),
    papers=st.integers(1, 2),
    pairs=st.sets(st.sampled_from([(0, 1), (2, 3), (1, 4)]), max_size=2),
)
@settings(slow, max_examples=60)
def test_the_solver_agrees_with_trying_everything(items, rows, share, cap, spread, mean, papers, pairs):
    plan = Blueprint(rows=tuple(rows), shares=(Share("甲法", share),), mean_from=mean, spread=spread, cap=cap)
    problem = Problem(plan, tuple(items), frozenset(pairs), papers)
    try:
        found = assemble(items=items, enemies=pairs, blueprint=plan, papers=papers, seed=2)
    except BlueprintInfeasible as refused:
        assert not possible(problem, problem.rules)
        for conflict in refused.conflicts:
            assert not possible(problem, conflict.rules), "the rules named do not go together"
            for rule in conflict.rules:
                assert possible(problem, [r for r in conflict.rules if r != rule]), "none of them is named in vain"
    else:
        assert faults(found, items, plan, pairs) == []
