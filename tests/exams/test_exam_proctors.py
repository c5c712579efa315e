"""Who watches: named for a room or for all, by the administrator, never a candidate of the same session."""

import json
import re

import pytest

from enforcement import clock
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.models import Entry
from exams.models import Proctor
from exams.proctoring.access import watch_of
from exams.proctoring.name_proctors import NobodyChosen, NotNamed, SitsHere, dismiss_proctor, name_proctors
from tests.exams.test_exam_console_pages import as_, get, post
from tests.exams.watching import World
from tests.factories.exams import AT, actor_for, an_officer, minutes
from tests.factories.exams_proctoring import a_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(at=clock.now() - minutes(2))


@pytest.fixture
def new(world):
    return an_officer(world.county.bureau, "新监考")


def name(world, *people, room=None, by=None, **more):
    facts = {"session_id": world.session.pk, "by": by or world.county.by, "at": AT}
    return name_proctors(**{**facts, "person_ids": [p.pk for p in people], "room_id": room, **more})


def test_a_named_proctor_watches_their_room_and_a_second_naming_changes_nothing(world, new):
    assert len(name(world, new, room=world.a.pk)) == 1
    assert name(world, new, room=world.a.pk) == []
    watch = watch_of(person_id=new.pk, session_id=world.session.pk)
    assert (watch.rooms, watch.administers) == ({world.a.pk}, False)
    entry = Entry.objects.get(verb="exam.name_proctors")
    assert json.loads(entry.body)["proctors"] == [{"person": new.pk, "name": "新监考"}]


def test_who_is_named_for_all_watches_all_and_two_rooms_are_two(world, new):
    name(world, new, room=world.a.pk)
    name(world, new, room=world.b.pk)
    assert watch_of(person_id=new.pk, session_id=world.session.pk).rooms == {world.a.pk, world.b.pk}
    name(world, new)
    assert watch_of(person_id=new.pk, session_id=world.session.pk).all_of_it


def test_who_is_let_go_watches_no_more(world, new):
    (made,) = name(world, new)
    facts = {"session_id": world.session.pk, "by": world.county.by, "at": AT, "proctor_id": made.pk}
    dismiss_proctor(**facts)
    assert watch_of(person_id=new.pk, session_id=world.session.pk) is None
    assert Entry.objects.filter(verb="exam.dismiss_proctor").count() == 1
    with pytest.raises(NotNamed):
        dismiss_proctor(**facts)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (NobodyChosen, {"person_ids": []}),
        (NobodyChosen, {"person_ids": [0]}),
        (NotFound, {"session_id": 0}),
    ],
)
def test_nobody_is_named_by_mistake(world, new, kind, facts):
    with pytest.raises(kind):
        name(world, new, **facts)
    with pytest.raises(NobodyChosen):
        name(world, new, room=a_room(world.county).pk)
    with pytest.raises(SitsHere):
        name(world, world.people[0])
    with pytest.raises(NotAllowed):
        name(world, new, by=actor_for(new))
    assert not Proctor.objects.exists()
    assert not Entry.objects.filter(verb="exam.name_proctors").exists()


def test_proctors_are_named_for_rooms_and_let_go(client, world):
    as_(client, world.county.admin)
    session, bureau = world.session.pk, world.county.bureau
    new = an_officer(bureau, "新监考")
    text = get(client, "exam_proctors", session, agency=bureau.pk)
    assert re.search(rf'value="{new.pk}">', text)
    assert re.search(rf'value="{world.people[0].pk}" disabled', text)
    answer = post(client, "exam_proctors", session, person=[new.pk], room=world.a.pk)
    assert answer.status_code == 302
    made = Proctor.objects.get()
    assert (made.person, made.room) == (new, world.a)
    assert "新监考" in get(client, "exam_proctors", session)
    assert post(client, "exam_proctors", session, person=[], room="").status_code == 422
    assert post(client, "exam_proctors", session, person=[world.people[0].pk], room="").status_code == 422
    assert post(client, "exam_proctor_dismiss", session, made.pk).status_code == 302
    assert not Proctor.objects.exists()
    assert post(client, "exam_proctor_dismiss", session, made.pk).status_code == 409
