"""A chart that could get stuck, run away or meet an unknown word is refused before anybody runs it."""

import pytest

from enforcement.flowcharts import structure
from enforcement.flowcharts.graph import Extension, Fact, GuardRule, RoleRule
from tests.enforcement.flowcharts.drawn import DUTIES, draw, step

FACTS = (Fact("amount", "number"), Fact("grave", "boolean"), Fact("day", "date"), Fact("word", "text"))


def codes(graph) -> list[str]:
    problems = structure.check(graph, acts={"record"}, duties=DUTIES, charts={"H"})
    assert all(problem.sentence and "%(" not in problem.sentence for problem in problems)
    return [problem.code for problem in problems]


SOUND = {
    "a line": "s>t t>e",
    "a loop": "s>t t>g g>t[outcome == 'yes'] g>e*",
    "a merge": "s>t t>g g>u[outcome == 'yes'] g>g2* u>g2 g2>e",
    "two parallel steps": "s>p p>t p>u t>p2 u>p2 p2>e",
    "a block in a loop": "s>g0 g0>p p>t p>u t>p2 u>p2 p2>v v>g g>g0[outcome == 'no'] g>e*",
    "a loop in a block": "s>p p>t p>u t>g g>t[outcome == 'no'] g>p2* u>p2 p2>e",
    "a block in a block": "s>p p>t p>q1 t>p2 q1>p3 p3>u p3>v u>p4 v>p4 p4>x x>p2 p2>e",
    "a block after a block": "s>p p>t p>u t>p2 u>p2 p2>p3 p3>v p3>x v>p4 x>p4 p4>e",
    "an empty branch": "s>t0 t0>p p>t p>p2 t>p2 p2>e",
    "a call and a timer": "s>h h>w w>e",
    "two ends": "s>t t>g g>e[outcome == 'yes'] g>e2*",
}  # fmt: skip


@pytest.mark.parametrize("arrows", SOUND.values(), ids=SOUND)
def test_a_sound_chart_passes(arrows: str) -> None:
    assert codes(draw(arrows)) == []


UNSOUND = {
    "two starts": ("s>t s2>t t>e", "start"),
    "no start": ("t>e u>t", "start"),
    "unreachable": ("s>t t>e u>e", "unreachable"),
    "no way out": ("s>t t>g g>e* g>u[outcome == 'yes'] u>v v>u", "endless"),
    "no end": ("s>t t>t", "endless"),
    "into the start": ("s>t t>g g>s[outcome == 'yes'] g>e*", "arrows"),
    "out of an end": ("s>t t>e e>t", "arrows"),
    "two arrows from a step": ("s>t t>e t>u u>e", "arrows"),
    "two arrows from a start": ("s>t s>u t>e u>e", "arrows"),
    "no default": ("s>t t>g g>e[outcome == 'yes'] g>t[outcome == 'no']", "default"),
    "no condition": ("s>t t>g g>e* g>t", "condition"),
    "condition on a step": ("s>t t>e[outcome == 'yes']", "condition"),
    "condition on a merge": ("s>t t>g g>e[outcome == 'yes']", "condition"),
    "unknown outcome": ("s>t t>g g>e* g>t[outcome == 'maybe']", "outcome"),
    "outcome as a number": ("s>t t>g g>e* g>t[outcome == 1]", "outcome"),
    "no step before": ("s>g g>t* g>e[outcome == 'yes'] t>e", "outcome"),
    "unknown fact": ("s>t t>g g>e* g>t[weather == 'fine']", "fact"),
    "text for a number": ("s>t t>g g>e* g>t[amount == '5']", "fact"),
    "number for a boolean": ("s>t t>g g>e* g>t[grave == 1]", "fact"),
    "order of booleans": ("s>t t>g g>e* g>t[grave > true]", "fact"),
    "order of texts": ("s>t t>g g>e* g>t[word > 'a']", "fact"),
    "a number alone": ("s>t t>g g>e* g>t[amount]", "fact"),
    "split and join in one": ("s>p0 p0>t p0>u t>p u>p p>v p>x v>p2 x>p2 p2>e", "gateway"),
    "parallel for nothing": ("s>p p>t t>e", "gateway"),
    "circle of gateways": ("s>t t>g g>g2[outcome == 'yes'] g>e* g2>g", "loop"),
    "circle behind a merge": ("s>t t>g g>g2* g>e[outcome == 'yes'] g2>g3* g2>t[outcome == 'no'] g3>g2", "loop"),
    "join without split": ("s>t t>g g>u[outcome == 'yes'] g>v* u>p v>p p>e", "join"),
    "branch that ends": ("s>p p>t p>u t>e u>e", "block"),
    "one branch ends": ("s>p p>t p>u p>v t>p2 u>p2 v>e p2>e", "block"),
    "branch out of the block": ("s>a a>p p>t p>u t>g g>a[outcome == 'no'] g>p2* u>p2 p2>e", "block"),
    "split entered again while open": ("s>g0 g0>p p>t p>u t>g g>g0[outcome == 'no'] g>p2* u>p2 p2>e", "block"),
    "two arrows of one branch into the join": ("s>p p>t p>u t>g g>p2[outcome == 'no'] g>p2* u>p2 p2>e", "block"),
    "arrow into a block": ("s>a a>g g>t[outcome == 'yes'] g>p* p>t p>u t>p2 u>p2 p2>e", "block"),
    "branches that mix": ("s>p p>t p>u t>g g>u[outcome == 'no'] g>p2* u>p2 p2>e", "block"),
    "joins that cross": ("s>p p>t p>u p>v p>x t>p2 u>p2 v>p3 x>p3 p2>p4 p3>p4 p4>e", "block"),
    "inner block without its join": ("s>p p>t p>p3 t>p2 p3>u p3>v u>p2 v>p2 p2>e", "block"),
    "join outside": ("s>p p>t p>u t>p2 u>p2 p2>e e>p2", "arrows"),
    "unknown chart": ("s>h2 h2>e", "chart"),
}  # fmt: skip


@pytest.mark.parametrize(("arrows", "code"), UNSOUND.values(), ids=UNSOUND)
def test_an_unsound_chart_is_refused(arrows: str, code: str) -> None:
    assert code in codes(draw(arrows, facts=FACTS, **({"h2": {"called": "N"}} if "h2" in arrows else {})))


def test_facts_of_each_type_can_be_compared() -> None:
    text = "amount > 5 and grave == true and grave and day >= '2026-01-01' and word != 'x' and outcome in ['yes', 'no']"
    assert codes(draw(f"s>t t>g g>e* g>t[{text}]", facts=FACTS)) == []


def test_blocks_nested_without_measure_are_refused_and_not_followed() -> None:
    chain = " ".join(f"p{i}>p{i + 1} p{i}>t" for i in range(290))
    assert codes(draw(f"s>p0 {chain} p290>t p290>u u>t t>e")) == ["block"]


STEPS = {
    "no law:step": (None, "step"),
    "unknown act": (step("t", act="fly"), "act"),
    "no role": (step("t", roles=()), "role"),
    "unknown duty": (step("t", roles=(RoleRule("king"),)), "duty"),
    "unknown approver": (step("t", extensions=(Extension(30, "calendar", "king"),)), "duty"),
    "unknown second approver": (step("t", extensions=(Extension(30, "calendar", "decide", then="king"),)), "duty"),
    "unknown guard": (step("t", guards=(GuardRule("os_system"),)), "guard"),
    "guard without parameter": (step("t", guards=(GuardRule("min_people"),)), "guard"),
    "guard with a strange parameter": (step("t", guards=(GuardRule("not_recused", (("run", "x"),)),)), "guard"),
    "the same code": (step("u"), "code"),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "code"), STEPS.values(), ids=STEPS)
def test_a_step_says_what_by_whom_and_under_which_guards(rule, code: str) -> None:
    assert codes(draw("s>u u>t t>e", t={"step": rule})) == [code] * len(codes(draw("s>u u>t t>e", t={"step": rule})))
    assert codes(draw("s>u u>t t>e", t={"step": rule}))


def test_a_sub_process_has_its_own_start_and_end() -> None:
    inner = {"s2": {"parent": "z"}, "t2": {"parent": "z"}, "e2": {"parent": "z"}}
    assert codes(draw("s>z z>e s2>t2 t2>e2", **inner)) == []
    assert "start" in codes(draw("s>z z>e t2>e2", t2={"parent": "z"}, e2={"parent": "z"}))


def test_a_timer_that_interrupts_is_another_way_out() -> None:
    assert codes(draw("s>t t>e b>u u>e", b={"attached_to": "t", "timer": "P5D"})) == []
    inside = draw("s>p p>t p>u b>v v>p2 t>p2 u>p2 p2>e", b={"attached_to": "t", "timer": "P5D"})
    assert codes(inside) == ["block"]  # two arrows of one branch into the join
    merged = draw("s>p p>t p>u t>g b>g g>p2 u>p2 p2>e", b={"attached_to": "t", "timer": "P5D"})
    assert codes(merged) == []
    nested = draw("s>p p>x p>p3 p3>t p3>u t>g b>g g>p4 u>p4 p4>p2 x>p2 p2>e", b={"attached_to": "t", "timer": "P5D"})
    assert codes(nested) == []
    assert "arrows" in codes(draw("s>t t>g g>b[outcome == 'yes'] g>e* b>e", b={"attached_to": "t", "timer": "P5D"}))


def test_an_escalation_has_its_own_end() -> None:
    timer = {"attached_to": "t", "timer": "P5D", "interrupting": False}
    assert codes(draw("s>t t>e b>u u>e2", b=timer)) == []
    assert codes(draw("s>t t>u u>e b>u", b=timer)) == ["block"]
    assert codes(draw("s>t t>e b>u u>g g>u[outcome == 'yes'] g>e2*", b=timer)) == []


def test_problems_come_in_the_order_of_the_file() -> None:
    problems = structure.check(draw("s>t t>h h>u u>e"), acts=set(), duties=set(), charts=set())
    assert [p.line for p in problems] == sorted(p.line for p in problems)
    assert {p.code for p in problems} == {"act", "duty", "chart"}
