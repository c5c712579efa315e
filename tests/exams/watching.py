"""A session with rooms, candidates and somebody who intervenes: what the tests of proctoring share."""

from datetime import timedelta

from enforcement.ledger.models import Entry
from exams.models import Candidate, Intervention, Session, Sitting
from exams.proctoring.check_in import check_in
from exams.proctoring.scope import Scope
from exams.start import start
from tests.factories.exams import AT, a_county, an_officer, an_open_session, minutes, sitting_of
from tests.factories.exams_proctoring import a_room, place

WHY = "停电"


def window(at):
    return {"opens_at": at - minutes(1), "closes_at": at + timedelta(days=5)} if at != AT else {}


class World:
    """A session of six: two in room A, two in room B, two without a room; all begun but the last."""

    def __init__(self, at=AT, **facts):
        self.at = at
        self.county = a_county()
        self.people = [an_officer(self.county.bureau) for _ in range(6)]
        self.session = an_open_session(self.county, self.people, **{**window(at), **facts})
        self.candidates = [Candidate.objects.get(session=self.session, person=p) for p in self.people]
        self.a, self.b = a_room(self.county, "A"), a_room(self.county, "B")
        place(self.session, self.a, self.candidates[0:2])
        place(self.session, self.b, self.candidates[2:4])
        for person in self.people[:5]:
            self.begin(person)

    def begin(self, person):
        start(sitting_id=sitting_of(self.session, person).pk, at=self.at, honour=True)

    def sitting(self, n):
        return Sitting.objects.get(candidate=self.candidates[n])

    def one(self, *numbers):
        return Scope(candidates=tuple(self.candidates[n].pk for n in numbers))

    def do(self, act, scope=None, after=10, **facts):
        given = {"reason": WHY} if act is not check_in else {}
        return act(
            **{
                "session_id": self.session.pk,
                "by": self.county.by,
                "at": self.at + minutes(after),
                "scope": scope or Scope(),
                **given,
                **facts,
            }
        )

    def picture(self):
        """Everything that an intervention may change."""
        session = Session.objects.values_list("revision").get(pk=self.session.pk)
        kept = list(Sitting.objects.order_by("pk").values_list("pk", "state", "prior", "deadline_at", "extra_seconds"))
        people = list(Candidate.objects.order_by("pk").values_list("pk", "present_at"))
        return session, kept, people, Intervention.objects.count(), Entry.objects.count()
