"""What may be known of somebody who wants to sit: a plain case, and anything."""

from hypothesis import strategies as st

from enforcement import clock
from enforcement.organisation.models import Post
from exams.eligibility import Facts
from tests.factories.exams import AT

ON = clock.day_of(AT)
PLAIN = Facts(
    family="officer", is_active=True, has_post=True, establishment="administrative", may_enforce=True,
    is_enforcement=True, is_leader=False, attempts_used=0, attempts_allowed=3, registered=False,
)  # fmt: skip
anything = st.builds(
    Facts,
    family=st.sampled_from(["officer", "leader"]),
    is_active=st.booleans(),
    has_post=st.booleans(),
    establishment=st.sampled_from([*Post.Establishment.values, ""]),
    may_enforce=st.booleans(),
    is_enforcement=st.booleans(),
    is_leader=st.booleans(),
    attempts_used=st.integers(0, 4),
    attempts_allowed=st.integers(1, 3),
    registered=st.booleans(),
    kind=st.sampled_from(["regular", "make_up"]),
    training_done=st.integers(0, 700),
    training_wanted=st.sampled_from([0, 40, 60]),
    passed_until=st.sampled_from(["", "2027-01-01"]),
    exempt=st.booleans(),
    again=st.sampled_from(["note", "ground"]),
    rested=st.integers(-1, 40),
    rest_wanted=st.sampled_from([0, 20]),
    barred_until=st.sampled_from(["", "2027-01-01"]),
    make_up_for=st.sampled_from(["", "failed", "absent", "void"]),
)
