"""Shuffling, assembling, judging: pure functions and their properties."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exams import shuffle
from exams.eligibility import Facts, judge
from exams.marking.paper_hash import PaperHasher
from exams.results import _years_after

EVERYDAY = {
    "family": "officer",
    "is_active": True,
    "has_post": True,
    "establishment": "administrative",
    "may_enforce": True,
    "is_enforcement": True,
    "is_leader": False,
    "attempts_used": 0,
    "attempts_allowed": 3,
    "registered": False,
}


def content(n, version=2):
    """Return a form of n items; in version 2 every type, and each run of four items from the tenth on is a case."""
    kinds = (
        ["single", "multiple", "true_false", "fill_in", "short_answer"]
        if version == 2
        else ["single", "multiple", "true_false"]
    )
    options = {"single": list("abcd"), "multiple": list("abcd"), "true_false": ["正确", "错误"]}
    items = []
    for i in range(n):
        type_ = kinds[i % len(kinds)]
        item = {
            "id": i,
            "type": type_,
            "stem": f"题{i}",
            "keep_order": i % 7 == 0,
            "law": "x",
            "options": options.get(type_, []),
        }
        if version == 2:
            media = [{"sha256": "f", "alt": "图", "place": "B"}] if i == 0 else []
            item |= {"points": 100, "blanks": 0, "media": media, "group": 1000 + i // 4 if i >= 10 and i % 2 else None}
        items.append(item)
    groups = {str(item["group"]): {"stem": f"案例{item['group']}", "media": []} for item in items if item.get("group")}
    return shuffle.Content(tuple(items), "a", version, groups)


@given(
    seed=st.integers(min_value=0, max_value=2**63 - 1),
    n=st.integers(min_value=1, max_value=30),
    version=st.sampled_from([1, 2]),
)
@settings(max_examples=80)
def test_a_paper_is_the_same_each_time_and_has_every_question_once(seed, n, version):
    form = content(n, version)
    first = shuffle.paper(content=form, seed=seed)
    assert shuffle.paper_sha256(first) == shuffle.paper_sha256(shuffle.paper(content=form, seed=seed))
    places = shuffle.places(content=form, seed=seed)
    assert sorted(p.item for p in places) == list(range(n))
    alone = [form.items[p.item] for p in places if not form.items[p.item].get("group")]
    sections = [shuffle.SECTIONS.index(item["type"]) for item in alone]
    assert sections == sorted(sections)
    for place in places:
        count = len(form.items[place.item]["options"])
        assert sorted(place.options) == list(range(count))
        if form.items[place.item]["keep_order"] or form.items[place.item]["type"] == "true_false":
            assert list(place.options) == list(range(count))


@given(seed=st.integers(min_value=0, max_value=2**63 - 1))
@settings(max_examples=40)
def test_the_items_of_a_case_stay_together_in_order_and_after_the_rest(seed):
    form = content(30)
    groups = [form.items[p.item]["group"] for p in shuffle.places(content=form, seed=seed)]
    first = next(n for n, group in enumerate(groups) if group)
    assert all(groups[first:])
    runs = [group for n, group in enumerate(groups) if group and group != groups[n - 1]]
    assert len(runs) == len(set(runs)) == len(form.groups)
    for group in runs:
        mine = [p.item for p in shuffle.places(content=form, seed=seed) if form.items[p.item]["group"] == group]
        assert mine == sorted(mine)


def test_a_paper_tells_nothing_but_what_the_candidate_must_see():
    paper = shuffle.paper(content=content(30), seed=3)
    assert set(paper) == {"version", "questions", "groups"}
    assert {key for q in paper["questions"] for key in q} == {
        "type", "stem", "options", "points", "blanks", "media", "group",
    }  # fmt: skip
    pictured = next(q for q in paper["questions"] if q["media"])
    assert pictured["options"][pictured["media"][0]["place"]] == "b"


@given(order=st.permutations(range(4)), mask=st.integers(min_value=0, max_value=15))
def test_answers_on_the_screen_and_of_the_item_are_inverse(order, mask):
    place = shuffle.Place(0, tuple(order))
    assert shuffle.to_item_mask(place=place, answer=shuffle.to_screen_mask(place=place, mask=mask)) == mask


def test_neighbours_see_other_orders_and_the_algorithms_are_pinned():
    papers = {shuffle.paper_sha256(shuffle.paper(content=content(30), seed=s)) for s in range(50)}
    assert len(papers) == 50
    pinned = {v: shuffle.paper_sha256(shuffle.paper(content=content(30, v), seed=7)) for v in (1, 2)}
    assert pinned == {
        1: "81342864cbff08db9de2ffeba9e72dcbecb43ba8e4012eb60717a1c334efedcf",
        2: "53f44415bbf71fd8fa1a0feef4915d0e926748f96aed0d4b9f23078771df843d",
    }
    with pytest.raises(ValueError, match="another program"):
        shuffle.places(content=content(3, 3), seed=1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"establishment": "contract"}, "contract"),
        ({"establishment": "dispatched"}, "dispatched"),
        ({"establishment": "seconded"}, "seconded"),
        ({"establishment": "auxiliary"}, "auxiliary"),
        ({"is_enforcement": False}, "not_enforcement"),
        ({"has_post": False, "establishment": ""}, "no_post"),
        ({"is_active": False}, "inactive"),
        ({"attempts_used": 3}, "attempts"),
        ({"registered": True}, "registered"),
        ({"family": "leader"}, "not_leader"),
    ],
)
def test_each_ground_against_a_candidate_is_named(change, code):
    decision = judge(Facts(**{**EVERYDAY, **change}))
    assert [g.code for g in decision.grounds] == [code]
    assert json.dumps(decision.snapshot())
    assert not decision.eligible


def test_an_officer_on_the_establishment_and_a_leader_may_sit():
    assert judge(Facts(**EVERYDAY)).eligible
    assert judge(Facts(**{**EVERYDAY, "family": "leader", "is_leader": True, "is_enforcement": False})).eligible


def test_years_after_a_leap_day_end_on_the_last_of_february():
    from datetime import date

    assert _years_after(date(2024, 2, 29), 5) == date(2029, 2, 28)
    assert _years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert _years_after(date(2026, 3, 1), 5) == date(2031, 3, 1)


def test_the_shuffle_draws_without_bias_by_drawing_again():
    stream = shuffle._Counter("x")
    assert all(stream.below(2**63 + 1) <= 2**63 for _ in range(20))
    assert stream._count > 20


@given(
    seeds=st.lists(st.integers(0, 2**63 - 1), min_size=1, max_size=3), n=st.integers(1, 40), v=st.sampled_from([1, 2])
)
@settings(max_examples=40)
def test_many_papers_of_a_form_have_the_hashes_they_have_alone(seeds, n, v):
    form = content(n, v)
    hasher = PaperHasher(form)
    for seed in seeds:
        alone = shuffle.paper_sha256(shuffle.paper(content=form, seed=seed))
        assert hasher.sha256(shuffle.places(content=form, seed=seed)) == alone
