"""Answers in the form's order, and their hash."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams.answers import answers_sha256, by_item
from exams.shuffle import Content, Place, places, to_screen_mask

KINDS = ("single", "multiple", "fill_in", "short_answer")


def form(n):
    return Content(
        tuple(
            {
                "id": i, "type": KINDS[i % 4], "stem": "", "keep_order": False, "group": None,
                "options": ["a", "b", "c", "d"] if i % 4 < 2 else [],
            }
            for i in range(n)
        ),
        "x",
    )  # fmt: skip


@given(seed=st.integers(0, 2**63 - 1), masks=st.lists(st.integers(0, 15), min_size=8, max_size=8))
def test_what_a_candidate_chose_on_the_screen_is_what_counts_whatever_the_order(seed, masks):
    order = places(content=form(8), seed=seed)
    texts = {i: [f"空{i}"] if KINDS[i % 4] == "fill_in" else f"答{i}" for i in range(8) if i % 4 >= 2 and masks[i]}
    screen = [to_screen_mask(place=p, mask=masks[p.item]) if p.options else min(masks[p.item], 1) for p in order]
    stored = {str(slot): texts[p.item] for slot, p in enumerate(order) if p.item in texts}
    found, words = by_item(places=order, answers=screen, texts=stored)
    assert found == [m if i % 4 < 2 else min(m, 1) for i, m in enumerate(masks)]
    assert words == texts


def test_words_of_an_emptied_answer_do_not_count():
    assert by_item(places=[Place(0, ())], answers=[0], texts={"0": "旧"}) == ([0], {})
    assert by_item(places=[Place(0, ())], answers=[1], texts=None) == ([1], {0: ""})
    with pytest.raises(ValueError):
        by_item(places=[Place(0, ())], answers=[])


def test_the_hash_covers_masks_and_words_and_stays_what_it_was_without_words():
    first = hashlib.sha256(b"exams.answers.1:7:1,0,2").hexdigest()
    assert answers_sha256(7, [1, 0, 2]) == answers_sha256(7, [1, 0, 2], {}) == first
    with_words = {answers_sha256(7, [1], {"0": w}) for w in (["罚款"], ["没收"], "罚款")}
    assert len(with_words | {first, answers_sha256(8, [1], {"0": "罚款"})}) == 5
