"""Parallel papers: every rule is kept, the same seed gives the same papers, and what cannot be is explained truly."""

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams.papers import search
from exams.papers.assemble import BlueprintInfeasible, NoPapersFound, assemble
from exams.papers.blueprint import Blueprint, Row, Share
from exams.papers.check import overlap
from exams.papers.explain import vary
from exams.papers.model import OutOfTime
from exams.papers.pool import difficulty_of, level_of
from exams.papers.problem import Problem
from tests.exams.paper_banks import LAWS, an_item, bank, faults, ids, slow

# --- papers -----------------------------------------------------------------------------------------------------------


@given(
    seed=st.integers(0, 2**63 - 1),
    papers=st.integers(1, 6),
    each=st.integers(4, 12),
    cap=st.integers(0, 3),
    spread=st.integers(10, 60),
    share=st.integers(0, 40),
    pairs=st.lists(st.tuples(st.integers(0, 35), st.integers(0, 35)), max_size=12),
    uses=st.lists(st.integers(0, 35), max_size=8),
)
@slow
def test_papers_keep_every_rule_or_the_explanation_holds(seed, papers, each, cap, spread, share, pairs, uses):
    items = [replace(item, uses=uses.count(item.item)) for item in bank(each)]
    enemies = {(a, b) for a, b in pairs if a != b}
    plan = Blueprint(
        rows=(
            Row("single", 2, 100, law="甲法"),
            Row("single", 3, 100),
            Row("multiple", 3, 200),
            Row("true_false", 4, 50),
        ),
        shares=(Share("乙法", at_least=share, at_most=60),),
        mean_from=180,
        mean_to=420,
        spread=spread,
        cap=cap,
        rest_sessions=2,
        rest_days=90,
    )
    facts = {"items": items, "enemies": enemies, "blueprint": plan, "papers": papers}
    try:
        found = assemble(**facts, seed=seed)
    except BlueprintInfeasible as refused:
        assert_true(refused.conflicts, Problem(plan, tuple(items), frozenset(enemies), papers))
    else:
        assert len(found) == papers
        assert faults(found, items, plan, enemies) == []
        assert ids(assemble(**facts, seed=seed)) == ids(found)


def assert_true(conflicts, problem):
    """Check remedies by doing them: a complete one makes papers possible, whatever it changes."""
    assert conflicts
    for conflict in conflicts:
        assert conflict.rules
        for remedy in conflict.remedies if conflict.complete else ():
            changed = replace(problem, enemies=frozenset()) if remedy.rule[0] == "enemies" else vary(problem, remedy)
            blueprint = changed.blueprint
            if remedy.rule[0] == "row" and not remedy.value:  # none at all: the row goes
                rows = tuple(row for n, row in enumerate(blueprint.rows) if n != remedy.rule[1])
                blueprint = replace(blueprint, rows=rows)
            assert assemble(
                items=changed.items, enemies=changed.enemies, blueprint=blueprint, papers=changed.papers, seed=1
            )


def test_another_seed_gives_other_papers_and_neighbours_have_little_in_common():
    items = bank(40)
    plan = Blueprint(rows=(Row("single", 20, 100), Row("multiple", 10, 200), Row("true_false", 20, 100)), spread=10)
    first, other = (assemble(items=items, blueprint=plan, papers=4, seed=seed) for seed in (1, 2))
    assert ids(first) != ids(other)
    assert overlap(first) == (0, 0), "360 items are enough for four papers of 50"
    assert overlap(first[:1]) == (0, 0)
    laws = [sorted((i.law, i.type) for i, _p in paper) for paper in first]
    counts = [{cell: paper.count(cell) for cell in chain(*laws)} for paper in laws]
    assert all(abs(counts[0][cell] - other[cell]) <= 1 for other in counts for cell in counts[0])


def test_laws_get_their_part_of_what_a_row_leaves_open():
    items = [an_item(n, law="甲法") for n in range(60)] + [an_item(100 + n, law="乙法") for n in range(20)]
    (paper,) = assemble(items=items, blueprint=Blueprint(rows=(Row("single", 20, 100),)), papers=1, seed=3)
    assert sum(item.law == "甲法" for item, _p in paper) == 15


def test_cases_come_whole_in_order_and_after_the_rest():
    cases = [
        an_item(100 * case + n, "multiple", LAWS[n % 2], 300, case=case, order=n)
        for case in (1, 2, 3, 4)
        for n in range(3)
    ]
    odd = [an_item(90 + n, case=9, order=n) for n in range(2)]
    items = [*bank(2), *cases[::-1], *odd]
    plan = Blueprint(rows=(Row("case", 2, 300, law="甲法", size=3), Row("single", 4, 100)), cap=2)
    papers = assemble(items=items, blueprint=plan, papers=3, seed=5, enemies=[(100, 200)])
    assert faults(papers, items, plan, [(100, 200)]) == []
    for paper in papers:
        assert [i.case for i, _p in paper][:4] == [0] * 4
        assert [(i.order, p) for i, p in paper][4:] == [(0, 300), (1, 300), (2, 300)] * 2
        assert sum(p for _i, p in paper) == plan.marks == 2200


def test_a_case_whose_own_items_are_enemies_is_left_out():
    items = [an_item(10 * case + n, case=case, order=n) for case in (1, 2) for n in range(2)]
    plan = Blueprint(rows=(Row("case", 1, 100, size=2),))
    (paper,) = assemble(items=items, blueprint=plan, papers=1, seed=1, enemies=[(10, 11)])
    assert {i.case for i, _p in paper} == {2}


def test_topic_and_level_narrow_a_row():
    items = [an_item(n, topic="听证" if n % 3 else "送达", difficulty=100 + 100 * (n % 5)) for n in range(30)]
    plan = Blueprint(rows=(Row("single", 4, 150, topic="听证", easiest=4, hardest=5), Row("single", 6, 100)))
    for paper in assemble(items=items, blueprint=plan, papers=2, seed=1):
        hard = [i for i, points in paper if points == 150]
        assert len(hard) == 4
        assert all(i.topic == "听证" and i.difficulty >= 400 for i in hard)


def test_an_item_that_two_rows_could_take_stands_once():
    items = [an_item(n) for n in range(5)]
    plan = Blueprint(rows=(Row("single", 2, 100), Row("single", 3, 200)))
    (paper,) = assemble(items=items, blueprint=plan, papers=1, seed=1)
    assert len({i.id for i, _p in paper}) == 5


@pytest.mark.parametrize(("papers", "cap"), [(10, 1), (20, 2), (30, 3)])
def test_the_last_item_of_the_bank_is_used_where_it_must_be(papers, cap):
    """Every place is needed, so that taking paper after paper alone would run into a wall."""
    items = [an_item(n, law=LAWS[n % 3], difficulty=100 + 25 * (n % 17)) for n in range(80)]
    pairs = {(n, n + 1) for n in range(0, 70, 2)}
    plan = Blueprint(rows=(Row("single", 8, 100),), spread=40, cap=cap)
    found = assemble(items=items, enemies=pairs, blueprint=plan, papers=papers, seed=11)
    assert faults(found, items, plan, pairs) == []
    assert {n for paper in found for n in (i.item for i, _p in paper)} == set(range(80))


def test_the_solver_that_runs_out_of_time_says_so(monkeypatch):
    monkeypatch.setattr(search, "SUM_LIMIT", 0.0)
    with pytest.raises(NoPapersFound):
        assemble(items=bank(4), blueprint=Blueprint(rows=(Row("single", 3, 100),)), papers=2, seed=1)
    monkeypatch.undo()
    monkeypatch.setattr(search.Search, "_even_part", lambda _self: False)
    monkeypatch.setattr(search.Search, "_free_part", lambda _self: False)
    plan = Blueprint(rows=(Row("single", 3, 100), Row("true_false", 2, 100)), cap=2, spread=100)
    found = assemble(items=bank(4), blueprint=plan, papers=5, seed=1)
    assert faults(found, bank(4), plan) == [], "papers solved together keep the rules too"
    monkeypatch.setattr(search, "BLOCK_LIMIT", 0.0)
    with pytest.raises(NoPapersFound):
        assemble(items=bank(4), blueprint=plan, papers=5, seed=1)
    monkeypatch.setattr(search, "CELLS_AT_ONCE", 0)
    with pytest.raises(NoPapersFound):
        assemble(items=bank(4), blueprint=plan, papers=5, seed=1)
    assert str(OutOfTime("x")) == "x"


# --- the checker itself, and the plan ---------------------------------------------------------------------------------


def test_the_checker_finds_each_fault():
    items = [*bank(4), *(an_item(70 + n, case=7, order=n) for n in range(2))]
    plan = Blueprint(
        rows=(Row("single", 2, 100), Row("case", 1, 100, size=2)), shares=(Share("甲法", 60, 90),), mean_from=150,
        mean_to=250, spread=10, cap=1, rest_sessions=2, rest_days=9,
    )  # fmt: skip
    easy, hard, twice = items[0], items[3], items[0]
    case = tuple((i, 100) for i in items[-2:])

    def found(*papers, enemies=()):
        return " ".join(faults([tuple(p) for p in papers], items, plan, enemies))

    good = [(easy, 100), (items[1], 100), *case]
    assert "rest" in found([(replace(easy, uses=2), 100), *good[1:]])
    assert "twice" in found([(easy, 100), (twice, 100), *case])
    assert "meet" in found(good, enemies=[(0, 1)])
    assert "whole" in found(good[:3])
    assert "whole" in found([*good[:2], *case[::-1]])
    assert "fill" in found([(easy, 200), *good[1:]])
    assert "points" in found(good[:1])
    assert "甲法 has" in found(good)
    assert "mean" in found([(hard, 100), (items[4], 100), *case])
    assert "differ" in found(good, [(hard, 100), (items[2], 100), *case])
    assert "is in 2 papers" in found(good, good)
    assert faults([], items, plan) == []


def test_difficulty_comes_from_the_share_of_right_answers_in_quarters():
    assert [difficulty_of(level=n) for n in (1, 3, 5)] == [100, 300, 500]
    assert [difficulty_of(level=1, p=p) for p in (1.0, 0.9, 0.75, 0.6, 0.3, 0.0)] == [100, 100, 200, 300, 500, 500]
    assert difficulty_of(level=1, p=0.82) == 150
    assert [level_of(d) for d in (100, 149, 150, 249, 250, 500, 0)] == [1, 1, 2, 2, 3, 5, 1]


def test_a_plan_is_kept_with_its_version_and_those_of_version_1_are_read():
    plan = Blueprint(
        rows=(Row("single", 4, 150, "甲法", "听证", 2, 4), Row("case", 2, 200, size=5)), shares=(Share("甲法", 20, 50),),
        mean_from=200, mean_to=300, spread=10, cap=2, rest_sessions=1, rest_days=180, observed=False,
    )  # fmt: skip
    assert Blueprint.from_json(plan.as_json()) == plan
    assert (plan.items, plan.marks, plan.counts) == (14, 2600, {"single": 4, "case": 10})
    old = Blueprint.from_json({"counts": {"single": 4, "multiple": 2}, "laws": {"甲法": {"single": 3, "multiple": 2}}})
    assert [(r.kind, r.count, r.law) for r in old.rows] == [
        ("single", 3, "甲法"),
        ("multiple", 2, "甲法"),
        ("single", 1, ""),
    ]
    assert old.counts == {"single": 4, "multiple": 2}
    with pytest.raises(ValueError, match="newer"):
        Blueprint.from_json({"version": 3})
    assert Blueprint.of_counts({"single": 3, "multiple": 0}, {"single": 200}).rows == (Row("single", 3, 200),)


@pytest.mark.parametrize(
    "wrong",
    [
        Blueprint(rows=()),
        Blueprint(rows=(Row("single", 0, 100),)),
        Blueprint(rows=(Row("single", 1, 0),)),
        Blueprint(rows=(Row("essay", 1, 100),)),
        Blueprint(rows=(Row("single", 1, 100, easiest=4, hardest=3),)),
        Blueprint(rows=(Row("single", 1, 100, size=2),)),
        Blueprint(rows=(Row("case", 1, 100, size=0),)),
        Blueprint(rows=(Row("single", 1, 100),), shares=(Share("", 10),)),
        Blueprint(rows=(Row("single", 1, 100),), shares=(Share("甲法", 50, 40),)),
        Blueprint(rows=(Row("single", 1, 100),), mean_from=300, mean_to=200),
        Blueprint(rows=(Row("single", 1, 100),), cap=-1),
    ],
)
def test_a_plan_with_a_number_out_of_bounds_is_not_sound(wrong):
    assert not wrong.is_sound
    assert Blueprint(rows=(Row("single", 1, 100),), shares=(Share("甲法"),)).is_sound
