"""Answers in words: stored beside the masks, taken back, hashed, journalled, never able to break a save."""

import pytest

from exams.answers import answers_sha256
from exams.journal import replay
from exams.models import SaveJournal
from exams.save import save
from exams.sitting_refusals import BadAnswer
from exams.submit import submit
from tests.factories.exams import AT, a_sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting():
    return a_sitting()


def saved(sitting, seq, delta):
    assert save(sitting_id=sitting.pk, at=AT, lease=1, seq=seq, delta=delta).written
    sitting.refresh_from_db()
    return sitting.answers, sitting.texts


def test_words_stand_in_texts_and_their_mask_says_that_they_are_there(sitting):
    answers, texts = saved(sitting, 1, {0: 2, 6: ["罚款", ""], 7: "依照第三十三条"})
    assert (answers, texts) == ([2, 0, 0, 0, 0, 0, 1, 1], {"6": ["罚款", ""], "7": "依照第三十三条"})
    answers, texts = saved(sitting, 2, {6: ["罚款", "没收"]})
    assert texts == {"6": ["罚款", "没收"], "7": "依照第三十三条"}


def test_words_taken_back_leave_nothing_and_the_journal_keeps_how_it_was(sitting):
    saved(sitting, 1, {6: ["罚款"], 7: "文字"})
    answers, texts = saved(sitting, 2, {6: [""], 7: ""})
    assert (answers, texts) == ([0] * 8, None)
    rows = SaveJournal.objects.filter(sitting=sitting, kind="save")
    assert [row.texts for row in rows.order_by("seq")] == [{"6": ["罚款"], "7": "文字"}, {"6": None, "7": None}]
    again = replay(size=8, rows=rows)
    assert (again.answers, again.texts) == ([0] * 8, {})


def test_a_save_without_words_leaves_the_words_alone(sitting):
    saved(sitting, 1, {7: "文字"})
    assert saved(sitting, 2, {0: 1})[1] == {"7": "文字"}
    assert SaveJournal.objects.get(sitting=sitting, seq=2).texts is None


def test_a_receipt_is_over_the_words_too(sitting):
    done = submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1, 7: "文字"})
    sitting.refresh_from_db()
    assert sitting.texts == {"7": "文字"}
    assert done.answers_sha256 == answers_sha256(sitting.pk, sitting.answers, sitting.texts)
    assert done.answers_sha256 != answers_sha256(sitting.pk, sitting.answers)


@pytest.mark.parametrize(
    "answer", ["字" * 4001, ["字" * 201], ["字"] * 21, ["好", "字" * 201]], ids=["text", "blank", "blanks", "second"]
)
def test_words_that_are_too_many_are_refused_and_change_nothing(sitting, answer):
    for act in (save, submit):
        with pytest.raises(BadAnswer):
            act(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1, 7: answer})
    sitting.refresh_from_db()
    assert (sitting.seq, sitting.texts, sitting.answers) == (0, None, [0] * 8)


def test_the_longest_words_are_taken(sitting):
    texts = saved(sitting, 1, {6: ["字" * 200] * 20, 7: "𠀀" * 4000})[1]
    assert (len(texts["6"]), len(texts["7"])) == (20, 4000)


def test_characters_that_the_database_cannot_keep_do_not_stop_a_save(sitting):
    assert saved(sitting, 1, {6: ["a\0b"], 7: "半个\ud83d字"})[1] == {"6": ["ab"], "7": "半个?字"}
