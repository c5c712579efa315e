"""Nearly the same questions are all found, and only those."""

from hypothesis import given as over
from hypothesis import settings as how
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from exams.imports.similar import bare, near_duplicates

TEXTS = st.lists(st.text(st.sampled_from("行政处罚决定甲乙"), max_size=14), max_size=10)


@how(max_examples=400, deadline=None)
@over(TEXTS, TEXTS, st.sampled_from([0.6, 0.8, 0.9]))
def test_each_text_is_named_with_the_one_that_comparing_all_pairs_would_find(new, known, threshold):
    found = {near.new: near for near in near_duplicates(new, known, threshold)}
    every = [*known, *new]
    for number, text in enumerate(new):
        others = every[: len(known) + number]
        scores = [Indel.normalized_similarity(text, other) if text and other else 0 for other in others]
        best = max(scores, default=0)
        if best >= threshold:
            assert abs(found[number].score - best) < 1e-9
            near = found[number]
            assert abs(scores[near.other if near.is_known else len(known) + near.other] - best) < 1e-9
        else:
            assert number not in found


def test_spaces_signs_and_width_do_not_count_and_progress_is_told():
    assert bare("《行政处罚法》 第 ９ 条（Ａ）") == "行政处罚法第9条a"
    told = []
    near = near_duplicates(["行政处罚的种类包括哪些？"], ["行政处罚的种类，包括哪些"], tick=lambda *at: told.append(at))
    assert [(n.new, n.other, n.is_known, n.score) for n in near] == [(0, 0, True, 1.0)]
    assert told == [(0, 1)]
