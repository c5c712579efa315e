"""What a correct sitting does, in a few lines, and the same steps through the real acts.

A plan is a list of (kind, lease, seq, delta, seconds since the step before): requests of several devices in any order,
repeated, stale and late, and what proctors and the clock do meanwhile. Lease and seq are given as their distance from
the stored ones, so that most requests are such as an honest browser sends.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import strategies as st

from enforcement.actor import SYSTEM
from enforcement.errors import Refusal
from exams.close_expired import close_expired
from exams.journal import replay
from exams.late import accept_into, keep
from exams.models import Candidate, LatePacket, SaveJournal, Sitting
from exams.proctoring.extend import extend
from exams.proctoring.pause import pause
from exams.proctoring.reinstate import reinstate
from exams.proctoring.resume import resume
from exams.proctoring.scope import Scope
from exams.proctoring.terminate import terminate
from exams.proctoring.void import void
from exams.save import save
from exams.start import start
from exams.states import effective_state
from exams.submit import submit
from exams.takeover import takeover
from tests.factories.exams import AT, a_county, an_officer, an_open_session

SLOTS, MINUTES, GRACE, EXTRA = 6, 60, 30, 300
MASKS = st.dictionaries(st.integers(0, 3), st.integers(0, 15), max_size=2)
WORDS = st.dictionaries(
    st.integers(4, 5), st.sampled_from(["", "罚款", "没收", ["", ""], ["甲", ""], ["甲", "乙"]]), max_size=1
)
DELTAS = st.builds(lambda masks, words: {**masks, **words}, MASKS, WORDS)
LEASES, SEQS = st.sampled_from((0, 0, 0, 0, -1, 1)), st.sampled_from((1, 1, 1, 1, 2, 0, -1))
PAUSES = st.sampled_from((0, 0, 1, 20, 30, 40, 300, 900, 2400))


def _one(*kinds):
    return st.tuples(st.sampled_from(kinds), LEASES, SEQS, DELTAS, PAUSES)


REQUESTS = _one("save", "save", "save", "save", "start", "submit", "takeover", "late")
AROUND = _one("pause", "resume", "extend", "terminate", "void", "reinstate", "close", "accept")
EPISODES = (
    (_one("pause"), REQUESTS, _one("resume")),
    (_one("void"), REQUESTS, _one("reinstate")),
    (_one("takeover"), _one("save", "late"), _one("save")),
    (_one("submit", "terminate"), _one("late", "submit"), _one("accept")),
    (_one("pause"), _one("void"), _one("reinstate"), REQUESTS, _one("resume")),
)
PARTS = st.one_of(st.tuples(REQUESTS), st.tuples(REQUESTS), st.tuples(AROUND), *(st.tuples(*e) for e in EPISODES))
STEPS = st.lists(PARTS, min_size=1, max_size=8).map(lambda parts: [step for part in parts for step in part])
BEGUN = STEPS.map(lambda steps: [("start", 0, 1, {}, 0), *steps])
PLANS = st.one_of(BEGUN, BEGUN, BEGUN, STEPS)


@dataclass
class Model:
    """A sitting as it should be. Times are seconds since the session opened; every step returns whether it wrote."""

    state: str = "assigned"
    prior: str = ""
    lease: int = 0
    seq: int = 0
    deadline: int = 0
    extra: int = 0
    stopped: int = 0
    answers: list = field(default_factory=lambda: [0] * SLOTS)
    texts: dict = field(default_factory=dict)
    packets: list = field(default_factory=list)
    accepted: int = 0

    def now(self, at):
        return "expired" if self.state == "running" and at > self.deadline + GRACE else self.state

    def takes(self, at):
        return self.now(at) == "running" or (self.state == "paused" and at <= self.stopped + GRACE)

    def merge(self, delta):
        for slot, answer in delta.items():
            full = bool(answer) and (not isinstance(answer, list) or any(answer))
            self.answers[slot] = answer if isinstance(answer, int) else int(full)
            if not isinstance(answer, int):
                self.texts.pop(str(slot), None)
                self.texts |= {str(slot): answer} if full else {}

    def step(self, kind, lease, seq, delta, at):
        """Do what the kind says where its condition holds (``IF``)."""
        here = {"now": self.now(at), "lease": lease, "seq": seq, "delta": delta, "at": at}
        if not IF[kind](self, **here):
            return False
        getattr(self, kind)(**here)
        return True

    def start(self, at, **_):
        self.state, self.lease, self.deadline = "running", 1, at + MINUTES * 60 + self.extra

    def save(self, delta, seq, **_):
        self.merge(delta)
        self.seq = seq

    def submit(self, **facts):
        self.save(**facts)
        self.state = "submitted"

    def takeover(self, **_):
        self.lease += 1

    def pause(self, at, **_):
        self.state, self.stopped = "paused", at

    def resume(self, at, **_):
        self.state, self.deadline = "running", self.deadline + at - self.stopped

    def extend(self, now, **_):
        self.extra, self.deadline = self.extra + EXTRA * (now == "assigned"), self.deadline + EXTRA

    def terminate(self, **_):
        self.state = "terminated"

    def void(self, now, at, **_):
        self.state, self.prior, self.stopped = "voided", now, self.stopped if now == "paused" else at

    def reinstate(self, at, **_):
        self.state, self.deadline = self.prior, self.deadline + (at - self.stopped) * (self.prior == "running")

    def close(self, **_):
        self.state = "expired"

    def late(self, delta, **_):
        self.packets += [delta] * (delta not in self.packets)

    def accept(self, seq, **_):
        self.save(delta=self.packets[self.accepted], seq=self.seq + 1)
        self.accepted += 1

    def is_repeated(self, kind, lease, delta):
        """A submission sent again with nothing new in it, or a packet that is kept already, is answered as the first."""
        if kind == "late":
            return delta in self.packets
        again = Model(answers=list(self.answers), texts=dict(self.texts))
        again.merge(delta)
        same = (again.answers, again.texts) == (self.answers, self.texts)
        return kind == "submit" and self.state == "submitted" and lease == self.lease and same


def _may_write(model, now, lease, seq, at, **_):
    return model.takes(at) and lease == model.lease and seq > model.seq


def _may_be_late(model, now, lease, delta, at, **_):
    return delta and now != "assigned" and (not model.takes(at) or lease < model.lease)


SITTING = {"running", "paused"}
IF = {
    "start": lambda _, now, **__: now == "assigned",
    "save": _may_write,
    "submit": _may_write,
    "takeover": lambda model, now, lease, **_: now in SITTING and lease == model.lease,
    "pause": lambda _, now, **__: now == "running",
    "resume": lambda _, now, **__: now == "paused",
    "extend": lambda _, now, **__: now in {"running", "paused", "assigned"},
    "terminate": lambda _, now, **__: now in SITTING,
    "void": lambda _, now, **__: now != "voided",
    "reinstate": lambda _, now, **__: now == "voided",
    "close": lambda model, now, **_: now == "expired" and model.state == "running",
    "late": _may_be_late,
    "accept": lambda model, now, **_: now in Sitting.CLOSED and model.accepted < len(model.packets),
}


class Real:
    """The same steps through the acts, for one sitting of a session that opened at ``AT``."""

    def __init__(self, sitting):
        self.pk, self.candidate, self.session = sitting.pk, sitting.candidate_id, sitting.session_id

    def step(self, kind, lease, seq, delta, at):
        """Return whether the step wrote."""
        try:
            return getattr(self, kind)(lease, seq, delta, AT + timedelta(seconds=at))
        except Refusal:
            return False

    def start(self, _lease, _seq, _delta, at):
        return bool(start(sitting_id=self.pk, at=at, honour=True))

    def save(self, lease, seq, delta, at):
        return save(sitting_id=self.pk, at=at, lease=lease, seq=seq, delta=delta).written

    def submit(self, lease, seq, delta, at):
        return submit(sitting_id=self.pk, at=at, lease=lease, seq=seq, delta=delta).written

    def takeover(self, lease, _seq, _delta, at):
        return bool(takeover(sitting_id=self.pk, at=at, lease=lease))

    def late(self, lease, _seq, delta, at):
        keep(sitting_id=self.pk, at=at, lease=lease, delta=delta)
        return True

    def accept(self, _lease, _seq, _delta, at):
        packet = LatePacket.objects.filter(sitting=self.pk, state="waiting").order_by("pk").first()
        if packet is None:
            return False
        accept_into(packet=packet, at=at)
        LatePacket.objects.filter(pk=packet.pk).update(state="accepted", decided_at=at, decided_by="model")
        return True

    def close(self, _lease, _seq, _delta, at):
        return self.pk in close_expired(at=at)

    def _intervene(self, act, at, **more):
        scope = Scope(candidates=(self.candidate,))
        return bool(act(session_id=self.session, by=SYSTEM, at=at, scope=scope, reason="model", **more))

    def pause(self, _lease, _seq, _delta, at):
        return self._intervene(pause, at)

    def resume(self, _lease, _seq, _delta, at):
        return self._intervene(resume, at)

    def extend(self, _lease, _seq, _delta, at):
        return self._intervene(extend, at, seconds=EXTRA)

    def terminate(self, _lease, _seq, _delta, at):
        return self._intervene(terminate, at)

    def void(self, _lease, _seq, _delta, at):
        return self._intervene(void, at)

    def reinstate(self, _lease, _seq, _delta, at):
        return self._intervene(reinstate, at)


def sittings():
    """Open a session and return a function that makes a sitting in it for one more candidate."""
    county = a_county()
    session = an_open_session(county)
    form = session.forms.first()

    def one():
        person = an_officer(county.bureau)
        facts = {"eligibility": {}, "registered_at": AT, "registered_by": "model"}
        candidate = Candidate.objects.create(session=session, person=person, agency=county.bureau, **facts)
        return Sitting.objects.create(candidate=candidate, session=session, form=form, seed=1, answers=[0] * SLOTS)

    return one


def differences(sitting, plan):
    """Run a plan through the model and the acts; return one line for each difference."""
    model, real, found, at = Model(), Real(sitting), [], 0
    for number, (kind, lease, seq, delta, later) in enumerate(plan):
        at, lease, seq = at + later, max(0, model.lease + lease), max(1, model.seq + seq)  # noqa: PLW2901
        repeated = model.is_repeated(kind, lease, delta)
        wanted, got = model.step(kind, lease, seq, delta, at) or repeated, real.step(kind, lease, seq, delta, at)
        if wanted != got:
            found.append(f"step {number} ({kind}) at {at} s: the model says {wanted}, the act {got}")
    row = Sitting.objects.get(pk=sitting.pk)
    seconds = (row.deadline_at - AT).total_seconds() if row.deadline_at else model.deadline
    stored = (
        row.state,
        effective_state(row, AT + timedelta(seconds=at)),
        row.lease,
        row.seq,
        row.answers,
        row.texts or {},
    )
    should = (model.state, model.now(at), model.lease, model.seq, model.answers, model.texts)
    if stored != should or seconds != model.deadline:
        found.append(f"stored {stored} {seconds}, the model has {should} {model.deadline}")
    again = replay(size=SLOTS, rows=SaveJournal.objects.filter(sitting_id=sitting.pk))
    if (again.answers, again.texts, again.seq) != (row.answers, row.texts or {}, row.seq):
        found.append(f"the journal replays to {again}, stored is {stored}")
    return found


def alone(plan):
    """Run a plan through the model only and return it."""
    model, at = Model(), 0
    for kind, lease, seq, delta, later in plan:
        at += later
        model.step(kind, max(0, model.lease + lease), max(1, model.seq + seq), delta, at)
    return model
