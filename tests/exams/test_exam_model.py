"""Whatever order requests, proctors and the clock come in: the sitting is as a small model says, and so its journal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exams.journal import replay
from exams.models import SaveJournal
from exams.sitting_refusals import Unsettled, why_not
from tests.exams.sitting_model import PLANS, SLOTS, differences, sittings
from tests.factories.exams import AT, minutes


@pytest.mark.django_db
def test_a_sitting_is_as_the_model_says_whatever_order_things_come_in():
    one = sittings()

    @given(plan=PLANS)
    @settings(max_examples=120, deadline=None)
    def holds(plan):
        assert differences(one(), plan) == []

    holds()


@given(
    st.lists(st.dictionaries(st.integers(0, SLOTS - 1), st.integers(0, 15)), max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_journal_replays_to_the_same_whatever_order_its_rows_are_read_in(deltas, chance):
    rows = [
        SaveJournal(seq=n, kind="save", slots=list(delta), masks=list(delta.values()))
        for n, delta in enumerate(deltas, start=1)
    ]
    wanted = {slot: mask for delta in deltas for slot, mask in delta.items()}
    chance.shuffle(rows)
    again = replay(size=SLOTS, rows=rows)
    assert again.answers == [wanted.get(slot, 0) for slot in range(SLOTS)]
    assert again.seq == len(deltas)


def test_a_writer_that_waited_and_cannot_tell_why_is_asked_to_send_again():
    row = {
        "state": "running",
        "lease": 1,
        "seq": 0,
        "size": 8,
        "grace_seconds": 30,
        "stopped_at": None,
        "deadline_at": AT + minutes(9),
        "at": AT,
    }
    assert isinstance(why_not(row, lease=1, top=3), Unsettled)
