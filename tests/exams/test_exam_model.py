"""A small model of the save path: whatever order saves, repeats, takeovers and the end come in, nothing acked is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enforcement.errors import Refusal
from exams.models import SaveJournal, Sitting
from exams.save import save
from exams.sitting_refusals import Unsettled, why_not
from exams.submit import submit
from exams.takeover import takeover
from tests.factories.exams import AT, a_sitting, minutes

steps = st.lists(
    st.tuples(
        st.sampled_from(["save", "save", "save", "submit", "takeover"]),
        st.integers(min_value=1, max_value=3),  # lease used
        st.integers(min_value=1, max_value=8),  # seq
        st.dictionaries(st.integers(0, 7), st.integers(0, 15), max_size=3),
        st.integers(min_value=0, max_value=70),  # minute
    ),
    max_size=14,
)


class Model:
    """What a correct sitting does."""

    def __init__(self):
        self.answers, self.seq, self.lease, self.open = [0] * 8, 0, 1, True

    def takes(self, kind, lease, seq, minute):
        in_time = self.open and minute <= 60
        if kind == "takeover":
            return in_time and lease == self.lease
        return in_time and lease == self.lease and seq > self.seq

    def holds(self, delta):
        return all(self.answers[slot] == mask for slot, mask in delta.items())

    def apply(self, kind, seq, delta):
        if kind == "takeover":
            self.lease += 1
            return
        self.seq = seq
        for slot, mask in delta.items():
            self.answers[slot] = mask
        self.open = kind == "save"


@pytest.mark.django_db
@given(plan=steps)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_stored_answers_are_those_of_the_model(plan, db):
    sitting, model = a_sitting(), Model()
    acts = {"save": save, "submit": submit, "takeover": takeover}
    for kind, lease, seq, delta, minute in plan:
        facts = {"sitting_id": sitting.pk, "at": AT + minutes(minute), "lease": lease}
        if kind != "takeover":
            facts |= {"seq": seq, "delta": delta}
        try:
            written = getattr(acts[kind](**facts), "written", True)
        except Refusal:
            written = False
        repeated = kind == "submit" and not model.open and lease == model.lease and model.holds(delta)
        assert written == (repeated or model.takes(kind, lease, seq, minute))
        if written and not repeated:
            model.apply(kind, seq, delta)
    stored = Sitting.objects.get(pk=sitting.pk)
    assert (stored.answers, stored.seq, stored.lease) == (model.answers, model.seq, model.lease)
    assert (stored.state == "running") == model.open
    replayed = [0] * 8
    for row in SaveJournal.objects.filter(sitting=sitting).order_by("seq"):
        for slot, mask in zip(row.slots, row.masks, strict=True):
            replayed[slot] = mask
    assert replayed == stored.answers


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
