"""Marking: each rule by example, and what must hold of every paper, key and answer."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exams.fill_in import is_right, normalise, shares
from exams.scoring import (
    MULTIPLE_RULES,
    Key,
    NothingLeft,
    Question,
    Rules,
    Unmarked,
    blank_points,
    choice_points,
    grade,
    questions_of,
    scaled,
)
from exams.shuffle import Content

MULTIPLE = Question("multiple", 200, 4)
ABC = Key(0b0111)
TYPES = ("single", "multiple", "true_false", "fill_in", "short_answer")
STATUSES = ("normal", "accept_multiple", "void_full_marks", "void_removed")


def points(rule, answer, key=ABC, question=MULTIPLE, **facts):
    return choice_points(question=question, key=key, answer=answer, rules=Rules(multiple_rule=rule, **facts))


def item(number, type_="single", full=100, law="甲法", options=4, **facts):
    count = {"single": options, "multiple": options, "true_false": 2}.get(type_, 0)
    return {"id": number, "type": type_, "points": full, "options": ["x"] * count, "law": law, **facts}


@pytest.mark.parametrize(
    ("rule", "answer", "expected"),
    [
        ("all_or_nothing", 0b0111, 200), ("all_or_nothing", 0b0011, 0), ("all_or_nothing", 0b1111, 0),
        ("subset", 0b0111, 200), ("subset", 0b0011, 133), ("subset", 0b0001, 66), ("subset", 0b1001, 0),
        ("subset_fixed", 0b0111, 200), ("subset_fixed", 0b0011, 100), ("subset_fixed", 0b0001, 50),
        ("subset_fixed", 0b1011, 0),
        ("per_option", 0b0111, 200), ("per_option", 0b0011, 150), ("per_option", 0b1011, 100),
        ("per_option", 0b1000, 0), ("per_option", 0, 0),
        ("right_minus_wrong", 0b0111, 200), ("right_minus_wrong", 0b1111, 133), ("right_minus_wrong", 0b1001, 0),
        ("right_minus_wrong", 0b1000, 0), ("right_minus_wrong", 0, 0),
    ],
)  # fmt: skip
def test_each_rule_of_multiple_choice_by_example(rule, answer, expected):
    assert points(rule, answer) == expected


def test_fixed_points_for_too_few_options_never_exceed_the_item():
    assert points("subset_fixed", 0b0011, fixed=150) == 200
    assert points("subset_fixed", 0b0001, fixed=150) == 150


@given(
    rule=st.sampled_from(MULTIPLE_RULES), key=st.integers(1, 255), answer=st.integers(0, 255),
    full=st.integers(1, 1000), fixed=st.integers(0, 300), type_=st.sampled_from(TYPES[:3]),
)  # fmt: skip
def test_points_of_a_choice_are_whole_within_bounds_and_full_for_the_key(rule, key, answer, full, fixed, type_):
    question = Question(type_, full, 8)
    found = points(rule, answer, Key(key), question, fixed=fixed)
    assert isinstance(found, int)
    assert 0 <= found <= full
    assert points(rule, key, Key(key), question, fixed=fixed) == full
    assert points(rule, 0, Key(key), question, fixed=fixed) == 0
    if type_ != "multiple" or rule == "all_or_nothing":
        assert found == (full if answer == key else 0)


@given(
    rule=st.sampled_from(MULTIPLE_RULES), key=st.integers(1, 255), answer=st.integers(1, 255),
    bit=st.integers(0, 7), full=st.integers(1, 1000),
)  # fmt: skip
def test_one_more_right_option_never_costs_points_and_one_more_wrong_one_never_gains(rule, key, answer, bit, full):
    assume(not answer >> bit & 1)
    question = Question("multiple", full, 8)
    before, after = (points(rule, mask, Key(key), question) for mask in (answer, answer | 1 << bit))
    assert after >= before if key >> bit & 1 else after <= before


@given(rule=st.sampled_from(MULTIPLE_RULES), keys=st.lists(st.integers(1, 255), min_size=1, max_size=4),
       answer=st.integers(0, 255))  # fmt: skip
def test_where_several_answers_are_accepted_the_best_counts(rule, keys, answer):
    question = Question("multiple", 100, 8)
    several = Key(keys[0], tuple(keys), status="accept_multiple")
    assert points(rule, answer, several, question) == max(points(rule, answer, Key(k), question) for k in keys)
    assert points(rule, answer, Key(keys[0], tuple(keys)), question) == points(rule, answer, Key(keys[0]), question)


def before(type_, key, answer, full, rule):
    """Points as version 1 of these rules gave them."""
    if answer == key:
        return full
    partly = answer and not answer & ~key
    if partly and type_ == "multiple" and rule == "subset":
        return full * answer.bit_count() // key.bit_count()
    return 0


@given(key=st.integers(1, 15), answer=st.integers(0, 15), type_=st.sampled_from(TYPES[:3]),
       rule=st.sampled_from(["all_or_nothing", "subset"]), full=st.integers(1, 500))  # fmt: skip
def test_what_version_1_marked_comes_out_the_same(key, answer, type_, rule, full):
    kept = {"version": 1, "single": full, "multiple": full, "true_false": full, "multiple_rule": rule}
    rules = Rules.from_json(kept)
    assert rules.as_json() == kept
    paper = Content(
        ({"id": 1, "type": type_, "options": ["x"] * 4, "law": "甲法", "stem": "", "keep_order": False},), "", 1
    )
    marks = grade(paper=paper, answers=[answer], texts={}, key_set=[Key(key)], rules=rules, human={})
    assert marks.points == marks.items[0] == before(type_, key, answer, full, rule)
    right = marks.points == full
    assert marks.by_law == {"甲法": {"items": 1, "right": right, "points": marks.points, "total": full}}


def test_rules_are_kept_with_their_version_and_unknown_ones_are_refused():
    rules = Rules(multiple_rule="subset_fixed", fixed=40, fill_in=300)
    assert Rules.from_json(rules.as_json()) == rules
    assert Rules.from_json({"multiple_rule": "subset"}).version == 2
    with pytest.raises(ValueError, match="newer"):
        Rules.from_json({"version": 3})
    with pytest.raises(ValueError, match="dice"):
        Rules.from_json({"multiple_rule": "dice"})


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("罚款", "罚款"), (" 罚 款。", "罚款"), ("《行政处罚法》", "行政处罚法"), ("“没收”", "没收"), ("ＡＢＣ", "abc"),
        ("３０日", "30日"), ("警告，罚款", "警告、罚款"), ("5％", "5%"), ("责令—改正", "责令-改正"), ("STRASSE", "straße"),
        ("罚\u200b款", "罚款"), ("（一）", "(一)"),
    ],
)  # fmt: skip
def test_ways_of_writing_the_same_answer_count(written, accepted):
    assert is_right(written, [accepted])
    assert is_right(accepted, ["别的", written])


@pytest.mark.parametrize(
    ("written", "accepted"),
    [("", "罚款"), ("。", "。"), ("叁万", "30000"), ("3.5", "35"), ("-5", "5"), ("三日", "三十日"), ("罚款", "罚金")],
)
def test_nothing_is_read_into_an_answer(written, accepted):
    assert not is_right(written, [accepted])


@given(st.text())
@settings(max_examples=500)
def test_what_is_normalised_stays_as_it_is(text):
    assert normalise(normalise(text)) == normalise(text)


@given(full=st.integers(0, 2000), blanks=st.integers(1, 20))
def test_the_points_of_blanks_add_up_and_differ_by_one_at_most(full, blanks):
    parts = shares(full, blanks)
    assert sum(parts) == full
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, reverse=True)


def test_each_blank_counts_for_itself():
    question, key = Question("fill_in", 100), Key(texts=[["罚款", "罚金"], ["没收"], ["警告"]])
    for words, expected in ((["罚金", "没收", "警告"], 100), (["罚金", "x", "警告"], 67), (["没收", "罚款"], 0), ("罚款", 34),
                            ([], 0), (["x", "y", "z", "罚款"], 0)):  # fmt: skip
        assert blank_points(question=question, key=key, words=words) == expected


def test_points_come_from_the_paper_and_before_version_2_from_the_rules():
    new, old = (
        Content((item(1, full=250),), "", 2),
        Content(({"id": 1, "type": "single", "options": [], "law": ""},), "", 1),
    )
    assert questions_of(new, Rules(single=300))[0].full == 250
    assert questions_of(old, Rules(single=300))[0].full == 300


@st.composite
def papers(draw, statuses=STATUSES):
    items, answers, texts, keys, human = [], [], {}, [], {}
    for n in range(draw(st.integers(1, 12))):
        type_ = draw(st.sampled_from(TYPES))
        group = draw(st.sampled_from([None, 7]))
        items.append(item(n, type_, draw(st.integers(1, 900)), draw(st.sampled_from(["甲法", "乙法"])), group=group))
        status = draw(st.sampled_from(statuses))
        if type_ in TYPES[:3]:
            top = 2 ** len(items[-1]["options"]) - 1
            masks = draw(st.lists(st.integers(1, top), min_size=1, max_size=2))
            keys.append(Key(masks[0], tuple(masks), status=status))
            answers.append(draw(st.integers(0, top)))
            continue
        blanks = draw(st.integers(1, 4))
        keys.append(Key(texts=[["甲"], ["乙"], ["丙"], ["丁"]][:blanks], status=status))
        answers.append(1)
        texts[n] = draw(st.lists(st.sampled_from("甲乙丙丁戊"), min_size=blanks, max_size=blanks))
        if type_ == "short_answer":
            texts[n], human[n] = "".join(texts[n]), draw(st.integers(0, items[-1]["points"]))
    rules = Rules(multiple_rule=draw(st.sampled_from(MULTIPLE_RULES)))
    return {"paper": Content(tuple(items), ""), "answers": answers, "texts": texts, "key_set": keys, "rules": rules,
            "human": human}  # fmt: skip


def has_items_left(facts):
    return any(key.status != "void_removed" for key in facts["key_set"])


@given(papers())
@settings(max_examples=200)
def test_totals_add_up_and_stay_within_bounds(facts):
    assume(has_items_left(facts))
    marks = grade(**facts)
    fulls = [i["points"] for i in facts["paper"].items]
    assert all(0 <= got <= full for got, full in zip(marks.items, fulls, strict=True))
    assert marks.total == sum(fulls)
    assert 0 <= marks.points <= marks.total
    assert marks.raw == sum(marks.items) == sum(row["points"] for row in marks.by_law.values())
    assert marks.remaining == marks.total - sum(fulls[n] for n in marks.removed)
    assert sum(row["items"] for row in marks.by_law.values()) + len(marks.removed) == len(fulls)
    assert abs(marks.points * marks.remaining - marks.raw * marks.total) * 2 <= marks.remaining
    if not marks.removed:
        assert (marks.points, marks.remaining) == (marks.raw, marks.total)


@given(papers(), st.randoms(use_true_random=False))
def test_the_order_of_the_items_changes_nothing(facts, chance):
    assume(has_items_left(facts))
    order = list(range(len(facts["answers"])))
    chance.shuffle(order)
    moved = {
        **facts,
        "paper": replace(facts["paper"], items=tuple(facts["paper"].items[n] for n in order)),
        "answers": [facts["answers"][n] for n in order],
        "key_set": [facts["key_set"][n] for n in order],
        "texts": {new: facts["texts"][old] for new, old in enumerate(order) if old in facts["texts"]},
        "human": {new: facts["human"][old] for new, old in enumerate(order) if old in facts["human"]},
    }
    here, there = grade(**facts), grade(**moved)
    assert (here.points, here.total, here.by_law) == (there.points, there.total, there.by_law)
    assert [here.items[n] for n in order] == list(there.items)


@given(papers(), st.integers(0, 11))
def test_full_marks_for_everybody_never_cost_anybody_a_point(facts, place):
    n = place % len(facts["answers"])
    assume(all(key.status != "void_removed" for key in facts["key_set"]))
    void = [*facts["key_set"][:n], replace(facts["key_set"][n], status="void_full_marks"), *facts["key_set"][n + 1 :]]
    now, then = grade(**facts), grade(**{**facts, "key_set": void})
    assert then.points - now.points == facts["paper"].items[n]["points"] - now.items[n] >= 0


@given(papers(statuses=("normal", "void_full_marks")), st.integers(0, 11))
def test_an_item_taken_out_counts_for_nobody_and_the_rest_is_scaled_to_the_whole(facts, place):
    assume(len(facts["answers"]) > 1)
    n = place % len(facts["answers"])
    gone = [*facts["key_set"][:n], replace(facts["key_set"][n], status="void_removed"), *facts["key_set"][n + 1 :]]
    now, then = grade(**facts), grade(**{**facts, "key_set": gone})
    full = facts["paper"].items[n]["points"]
    assert (then.items[n], then.removed, then.total) == (0, (n,), now.total)
    assert then.points == scaled(now.raw - now.items[n], now.total - full, now.total)
    if now.points == now.total:
        assert then.points == then.total
    if now.items[n] == 0:
        assert then.points >= now.points


def test_scaling_rounds_to_the_nearest_hundredth_half_upwards():
    assert scaled(8800, 9800, 10000) == 8980  # 8979.59
    assert scaled(1, 8, 100) == 13  # 12.5
    assert scaled(1, 3, 100) == 33
    assert scaled(0, 3, 100) == 0
    with pytest.raises(NothingLeft):
        scaled(0, 0, 100)


def test_answers_in_words_wait_for_people_unless_empty_or_void():
    paper = Content((item(1), item(2, "short_answer", 1000), item(3, "short_answer", 500)), "")
    facts = {"paper": paper, "answers": [1, 1, 1], "texts": {1: "依法告知", 2: " \n"}, "rules": Rules(), "human": {}}
    guide = Key(texts={"guide": "告知"})
    with pytest.raises(Unmarked) as waiting:
        grade(**facts, key_set=[Key(1), guide, guide])
    assert waiting.value.items == (1,)
    assert grade(**{**facts, "human": {1: 750}}, key_set=[Key(1), guide, guide]).items == (100, 750, 0)
    void = replace(guide, status="void_full_marks")
    assert grade(**facts, key_set=[Key(1), void, void]).points == 1600
    with pytest.raises(ValueError, match="1001 of 1000"):
        grade(**{**facts, "human": {1: 1001}}, key_set=[Key(1), guide, guide])
    with pytest.raises(ValueError, match="keys"):
        grade(**facts, key_set=[Key(1)])
