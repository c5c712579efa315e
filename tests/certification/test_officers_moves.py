"""People leave, move and come back: from that day on the old agency's card serves nobody."""

from datetime import date

import pytest
import time_machine

from certification.cancel import cancel
from certification.models import Credential, Movement, Officer
from certification.officers.end_duties import end_due
from certification.officers.leave_post import WrongDay, leave_post
from certification.officers.office import DocumentMissing, OwnRecord
from certification.officers.reorganise import ChangedMeanwhile, reorganise
from certification.officers.take_in import HoldsPostThere, OtherName, take_in
from certification.officers.transfer import transfer
from certification.standing import may_act
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.queries import faults, history_of
from enforcement.organisation.duties.holding import grant, held_codes
from enforcement.organisation.models import Agency, Person, Post
from enforcement.organisation.names import CharacterMissing
from tests.factories.certification import a_post, an_officer, clerk, moment, refused
from tests.factories.flowcharts import SYSTEM, a_person, actor, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
AT = {"at": moment("2026-06-01")}
ON = date(2026, 6, 1)
PAPER = {"document": "乐人社〔2026〕8号", "holds_on": ON}
ID = "37148119000101002X"
NEW = {"name": "新来人员", "sex": "f", "id_number": ID, "title": "执法员", "establishment": "administrative",
       "is_enforcement": True, **PAPER}  # fmt: skip


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture
def other() -> Agency:
    return an_agency("乐陵市水利局")


@pytest.fixture
def by(agency: Agency) -> Actor:
    return clerk(agency, "apply")


@pytest.fixture
def both(agency: Agency, other: Agency) -> Actor:
    person = a_person("examine", agency=agency)
    grant(person=person, duty="examine", agency=other, by=SYSTEM, **AT)
    return actor(person, agency)


@pytest.fixture
def officer(agency: Agency) -> Person:
    return an_officer(agency)


def acts(person: Person, agency: Agency, on: date) -> str:
    return may_act(person_id=person.pk, on=on, field="market", agency=agency).code


@pytest.mark.parametrize("kind", ["end", "transfer", "retire", "leave"])
def test_from_the_day_the_post_ends_the_holder_may_not_act(agency: Agency, by: Actor, officer: Person, kind) -> None:
    post = officer.posts.get()
    (row,) = leave_post(post_id=post.pk, by=by, **AT, kind=kind, **PAPER)
    assert (row.kind, row.agency, row.post) == (kind, agency, post)
    assert acts(officer, agency, date(2026, 5, 31)) == "valid"
    assert acts(officer, agency, ON) == "no_post"
    assert history_of(f"person:{officer.pk}").last().verb == f"officer.{kind}"
    assert not list(faults(f"person:{officer.pk}"))
    cancel(credential_id=officer.credentials.get().pk, by=clerk(agency, "issue"), **AT, ground="离岗", from_on=ON)
    assert acts(officer, agency, ON) == "cancelled"


def test_who_retires_leaves_every_post_that_the_office_keeps(agency: Agency, by: Actor, officer: Person) -> None:
    a_post(officer, agency, title="兼职")
    a_post(officer, an_agency("乐陵市交通运输局"))
    assert len(leave_post(post_id=officer.posts.first().pk, by=by, **AT, kind="retire", **PAPER)) == 2
    assert officer.posts.filter(to_on=None).count() == 1


def test_a_post_is_ended_only_by_its_office_with_a_document_on_a_day_it_lasts(agency: Agency, by: Actor, officer):
    post = officer.posts.get()
    ask = {"post_id": post.pk, "by": by, **AT, "kind": "end", **PAPER}
    refused(NotFound, leave_post, **{**ask, "post_id": 0})
    refused(NotAllowed, leave_post, **{**ask, "by": clerk(an_agency("乐陵市水利局"), "apply")})
    refused(OwnRecord, leave_post, **{**ask, "by": actor(_also(officer, agency), agency)})
    refused(DocumentMissing, leave_post, field="document", **{**ask, "document": " "})
    refused(WrongDay, leave_post, field="holds_on", **{**ask, "holds_on": post.from_on})
    refused(Invalid, leave_post, field="kind", **{**ask, "kind": "rejoin"})
    leave_post(**ask)
    refused(WrongDay, leave_post, field="holds_on", **{**ask, "holds_on": date(2026, 6, 2)})


def _also(person: Person, agency: Agency) -> Person:
    grant(person=person, duty="apply", agency=agency, by=SYSTEM, **AT)
    return person


def test_a_transfer_ends_one_post_and_begins_the_other(agency: Agency, other: Agency, both: Actor, officer) -> None:
    post = officer.posts.get()
    ask = {"post_id": post.pk, "to_agency_id": other.pk, **AT, "title": "科员", "establishment": "administrative",
           "is_enforcement": True, **PAPER}  # fmt: skip
    refused(NotAllowed, transfer, **ask, by=clerk(agency, "apply"))
    row = transfer(**ask, by=both)
    assert (row.post.pk, row.new_post.agency, row.new_post.from_on) == (post.pk, other, ON)
    assert acts(officer, agency, ON) == "no_post"
    assert acts(officer, other, ON) == "other_agency"
    refused(WrongDay, transfer, field="holds_on", **ask, by=both)


def test_duties_go_with_the_post_unless_another_post_bears_them(by: Actor, officer: Person, agency, other) -> None:
    above = an_agency("乐陵市人民政府", kind="government")
    Agency.objects.filter(pk=agency.pk).update(path=f"{above.path}{agency.pk}/")
    for duty, on in (("handle", agency), ("supervise", above), ("chair", other)):
        grant(person=officer, duty=duty, agency=on, by=SYSTEM, at=moment("2026-05-01"))
    a_post(officer, other, establishment="administrative")
    ask = {"post_id": officer.posts.get(agency=agency).pk, "by": by, "kind": "end", **PAPER}
    leave_post(**ask, at=moment("2026-05-20"))
    assert held_codes(person_id=officer.pk) == {"handle", "supervise", "chair"}
    for day, left in (("2026-05-31", {"handle", "supervise", "chair"}), ("2026-06-02", {"chair"})):
        with time_machine.travel(moment(day), tick=False):
            end_due(None)
        assert held_codes(person_id=officer.pk) == left
    assert [e.verb for e in history_of(f"person:{officer.pk}")][-2:] == ["duty.withdraw"] * 2
    grant(person=officer, duty="handle", agency=agency, by=SYSTEM, at=moment("2026-06-02"))
    with time_machine.travel(moment("2026-06-03"), tick=False):
        assert end_due(None) == {"withdrawn": 0}


def test_who_retires_decides_nothing_from_that_day_on(by: Actor, officer: Person, agency: Agency) -> None:
    grant(person=officer, duty="decide", agency=agency, by=SYSTEM, **AT)
    leave_post(post_id=officer.posts.get().pk, by=by, **AT, kind="retire", **PAPER)
    assert not held_codes(person_id=officer.pk)


def test_who_comes_back_keeps_the_record(agency: Agency, by: Actor) -> None:
    first = take_in(agency_id=agency.pk, by=by, **AT, **NEW, codes=["market"], area="乐陵市")
    person = first.person
    assert (person.name, person.id_number, person.has_usable_password()) == ("新来人员", ID, False)
    assert not any(digits in person.username for digits in (ID[:6], ID[-4:]))
    assert Officer.objects.get(person=person).fields == ["market"]
    refused(HoldsPostThere, take_in, agency_id=agency.pk, by=by, **AT, **NEW)
    gone = {**PAPER, "holds_on": date(2026, 7, 1)}
    leave_post(post_id=first.new_post.pk, by=by, at=moment("2026-07-01"), kind="leave", **gone)
    again = {**NEW, "holds_on": date(2026, 9, 1)}
    refused(OtherName, take_in, field="name", agency_id=agency.pk, by=by, **AT, **{**again, "name": "别人"})
    assert take_in(agency_id=agency.pk, by=by, at=moment("2026-09-01"), **again).person == person
    assert list(person.movements.order_by("holds_on").values_list("kind", flat=True)) == ["rejoin", "leave", "rejoin"]
    assert not person.posts.filter(from_on__lte=date(2026, 8, 1), to_on__gte=date(2026, 8, 1)).exists()


def test_nobody_is_taken_in_with_a_wrong_number_or_a_name_that_cannot_be_printed(agency: Agency, by: Actor) -> None:
    ask = {"agency_id": agency.pk, "by": by, **AT}
    refused(Invalid, take_in, field="id_number", **ask, **{**NEW, "id_number": "371481190001010021"})
    refused(CharacterMissing, take_in, field="name", **ask, **{**NEW, "name": "张\ue000"})
    refused(NotAllowed, take_in, **{**ask, "by": clerk(agency, "issue")}, **NEW)
    assert not Movement.objects.exists()


def test_a_reorganisation_moves_all_or_nobody(agency: Agency, other: Agency, both: Actor, officer: Person) -> None:
    second, head = an_officer(agency), a_post(a_person(), agency, is_head=True)
    posts = [officer.posts.get().pk, second.posts.get().pk]
    ask = {"from_agency_id": agency.pk, "to_agency_id": other.pk, "by": both, **AT, "post_ids": posts, **PAPER}
    refused(NotAllowed, reorganise, **{**ask, "by": clerk(agency, "apply")})
    refused(ChangedMeanwhile, reorganise, **{**ask, "post_ids": [*posts, head.pk]})
    refused(Invalid, reorganise, field="post_ids", **{**ask, "post_ids": []})
    refused(Invalid, reorganise, field="to_agency", **{**ask, "to_agency_id": agency.pk})
    assert not Post.objects.filter(agency=other).exists()
    assert reorganise(**ask) == 2
    assert {acts(one, agency, ON) for one in (officer, second)} == {"no_post"}
    assert {p.person for p in Post.objects.filter(agency=other, from_on=ON)} == {officer, second}
    assert history_of(f"person:{second.pk}").last().verb == "officer.transfer"
    assert not list(faults(f"person:{second.pk}"))
    assert Credential.objects.filter(agency=agency).count() == 2
    refused(ChangedMeanwhile, reorganise, **ask)
