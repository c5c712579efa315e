"""Parallel papers: every rule is kept, the same seed gives the same papers, and what cannot be is explained truly."""

from dataclasses import replace
from itertools import chain, combinations, combinations_with_replacement, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exams.papers import search
from exams.papers.assemble import BlueprintInfeasible, NoPapersFound, assemble
from exams.papers.blueprint import Blueprint, Row, Share
from exams.papers.check import faults_of, overlap
from exams.papers.explain import Conflict, vary
from exams.papers.model import OutOfTime
from exams.papers.pool import Candidate, difficulty_of, level_of
from exams.papers.problem import Problem

LAWS = ("甲法", "乙法", "丙法")
slow = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def an_item(n, type_="single", law="甲法", difficulty=200, **more):
    return Candidate(id=100 + n, item=n, type=type_, law=law, difficulty=difficulty, **more)


def bank(each, laws=LAWS):
    """Return ``each`` items of three types for each law, of all levels in turn."""
    kinds = ("single", "multiple", "true_false")
    return [
        an_item(n, type_, law, 100 + 100 * (n % 5))
        for n, (law, type_, _n) in enumerate(product(laws, kinds, range(each)))
    ]


def ids(papers):
    return [[(item.id, points) for item, points in paper] for paper in papers]


def faults(papers, items, blueprint, enemies=()):
    return faults_of(papers=papers, bank=items, enemies=enemies, blueprint=blueprint)


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


# --- what cannot be ---------------------------------------------------------------------------------------------------


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
    from exams.papers.explain import Remedy
    from exams.papers.words import words_of

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
