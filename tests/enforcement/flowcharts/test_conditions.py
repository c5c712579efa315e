"""The condition language compares declared facts, says where it fails, and runs nothing."""

import json
import math
import operator
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.flowcharts import conditions
from enforcement.flowcharts.conditions import ConditionRefused, UndecidableCondition, evaluate, foresee, parse

FACTS = {
    "outcome": "yes",
    "amount": 5000,
    "share": Decimal("0.5"),
    "grave": True,
    "day": date(2026, 3, 1),
    "word": "甲",
}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("outcome == 'yes'", True),
        ("outcome != 'yes'", False),
        ("amount >= 5000 and amount < 5000.5", True),
        ("amount > 5000 or grave", True),
        ("not grave", False),
        ("not not grave", True),
        ("not (grave and amount <= 1)", True),
        ("outcome in ['no', 'yes']", True),
        ("outcome not in ['no', 'yes']", False),
        ("amount in [1, 5000]", True),
        ("amount in ['5000', true]", False),
        ("share == 0.5", True),
        ("grave == true", True),
        ("grave == 1", False),
        ("word == '甲'", True),
        ("day >= '2026-03-01'", True),
        ("day < '2026-03-01'", False),
        ("day == '2026-03-01'", True),
        ("5000 == amount", True),
        ("-1 < amount", True),
        ("(amount > 1) == grave", True),
        ("true", True),
        ("false or false", False),
        ("missing == 'x'", False),
        ("missing != 'x'", True),
        ("missing == other", False),
        ("missing in ['x']", False),
        ("outcome == 'and'", False),
        ("grave and (amount == 1 or (word == '甲' and outcome == 'yes'))", True),
        ("true or missing", True),
        ("false and missing", False),
    ],
)
def test_a_condition_is_judged(text: str, answer: bool) -> None:
    tree = parse(text)
    assert evaluate(tree, FACTS) is answer
    assert evaluate(json.loads(json.dumps(tree)), FACTS) is answer
    assert foresee(tree, {**FACTS, "missing": None, "other": None}) is answer


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("outcome = 'x'", 9),
        ("outcome == ", 12),
        ("outcome == 'x", 12),
        ('outcome == "x"', 12),
        ("__import__('os')", 11),
        ("a.b == 1", 2),
        ("a == 1; b", 7),
        ("f(x)", 2),
        ("a[0] == 1", 2),
        ("lambda: 1", 7),
        ("a == 1 b", 8),
        ("(a == 1", 8),
        ("a in []", 7),
        ("a in ['x'", 10),
        ("a in 'x'", 6),
        ("a in [b]", 7),
        ("and", 1),
        ("a == 1 and", 11),
        ("'x'", 1),
        ("1", 1),
        ("'x' and a", 1),
        ("not 'x'", 1),
        ("a == 12345678901234567890", 6),
        ("a == 0x10", 6),
        ("a ** 2 == 4", 3),
        ("${a}", 1),
        ("a == 1 == b", 8),
        ("not", 4),
        ("(" * 30 + "a" + ")" * 30, 22),
        ("not " * 30 + "a", 85),
        ("a == 1 or " * 40, 301),
        ("a == '\\'", 6),
    ],
)
def test_what_is_not_in_the_language_is_refused_at_its_column(text: str, column: int) -> None:
    with pytest.raises(ConditionRefused) as caught:
        parse(text)
    assert caught.value.column == column
    assert caught.value.status == 422


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("missing", "missing"),
        ("not missing", "missing"),
        ("missing < 5", "missing"),
        ("5 >= missing", "missing"),
        ("word < 5", "word"),
        ("word < 'z'", "word"),
        ("amount", "amount"),
        ("1 < 'x'", ""),
        ("missing and grave", "missing"),
    ],
)
def test_a_branch_never_rests_on_a_fact_that_nobody_stated(text: str, fact: str) -> None:
    with pytest.raises(UndecidableCondition) as caught:
        evaluate(parse(text), FACTS)
    assert caught.value.fact == fact


@pytest.mark.parametrize(
    ("text", "known", "answer"),
    [
        ("a == 1 and b == 2", {"a": 1}, None),
        ("a == 1 and b == 2", {"a": 2}, False),
        ("a == 1 or b == 2", {"a": 1}, True),
        ("a == 1 or b == 2", {"a": 2}, None),
        ("not a", {}, None),
        ("not a", {"a": False}, True),
        ("a in [1]", {}, None),
        ("a", {"a": True}, True),
    ],
)
def test_with_some_facts_unknown_the_answer_may_stay_open(
    text: str, known: dict[str, int], answer: bool | None
) -> None:
    assert foresee(parse(text), known) is answer


def test_a_moment_counts_as_its_day() -> None:
    assert evaluate(parse("at == '2026-03-01'"), {"at": datetime(2026, 3, 1, 9, 30)})  # noqa: DTZ001


def test_names_and_comparisons_are_found() -> None:
    tree = parse("a == 1 and not (2 < b or c in ['x', 'y']) and d and (e > 1) == f and g != h")
    assert list(conditions.names(tree)) == ["a", "b", "c", "d", "e", "f", "g", "h"]
    assert list(conditions.against(tree)) == [
        ("a", "==", 1),
        ("b", ">", 2),
        ("c", "==", "x"),
        ("c", "==", "y"),
        ("d", "==", True),
        ("e", ">", 1),
    ]
    assert list(conditions.against(parse("true in [true]"))) == []


# ------------------------------------------------------------------------------------------------- properties

NAMES = st.sampled_from(["a", "b", "c"])
NUMBERS = st.integers(-(10**9), 10**9)
OPS = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@st.composite
def written(draw: st.DrawFn, depth: int = 3):
    """A condition over numbers, with the function that says what it should mean."""
    kind = draw(st.sampled_from(["compare", "in", "and", "or", "not"] if depth else ["compare", "in"]))
    if kind == "compare":
        name, mark, number = draw(NAMES), draw(st.sampled_from(sorted(OPS))), draw(NUMBERS)
        return f"{name} {mark} {number}", lambda facts: OPS[mark](facts[name], number)
    if kind == "in":
        name, numbers = draw(NAMES), draw(st.lists(NUMBERS, min_size=1, max_size=2))
        return f"{name} in [{', '.join(map(str, numbers))}]", lambda facts: facts[name] in numbers
    one, meaning = draw(written(depth=depth - 1))
    if kind == "not":
        return f"not ({one})", lambda facts: not meaning(facts)
    other, meaning2 = draw(written(depth=depth - 1))
    if kind == "and":
        return f"({one}) and ({other})", lambda facts: meaning(facts) and meaning2(facts)
    return f"({one}) or ({other})", lambda facts: meaning(facts) or meaning2(facts)


@given(written(), st.fixed_dictionaries({"a": NUMBERS, "b": NUMBERS, "c": NUMBERS}))
def test_a_condition_means_what_it_says(case, facts) -> None:
    text, meaning = case
    if len(text) > conditions.LONGEST:
        with pytest.raises(ConditionRefused):
            parse(text)
        return
    tree = parse(text)
    assert evaluate(tree, facts) == meaning(facts) == foresee(tree, facts)
    assert evaluate(json.loads(json.dumps(tree)), facts) == meaning(facts)
    for hidden in facts:
        known = {name: value for name, value in facts.items() if name != hidden}
        assert foresee(tree, known) in {None, meaning(facts)}


@given(st.text(max_size=320))
def test_any_text_is_either_read_or_refused_with_a_column(text: str) -> None:
    column = 1
    try:
        assert json.loads(json.dumps(parse(text))) is not None
    except ConditionRefused as refused:
        column = refused.column
    assert 1 <= column <= len(text) + 1


@given(
    st.lists(
        st.sampled_from(["a", "==", "(", ")", "not", "and", "or", "in", "[", "]", "1", "'x'", "true", ",", "<"]),
        max_size=12,
    )
)
def test_any_row_of_tokens_is_either_judged_or_refused(tokens: list[str]) -> None:
    try:
        tree = parse(" ".join(tokens))
    except ConditionRefused:
        return
    for facts in ({}, {"a": 1}, {"a": "x"}, {"a": True}, {"a": None}, {"a": math.pi}):
        fact = ""
        try:
            assert evaluate(tree, facts) in {True, False}
        except UndecidableCondition as undecided:
            fact = undecided.fact
        assert fact in {"a", ""}
