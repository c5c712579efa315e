"""The console's pages: who sees what, what they cost, what they do, and that no answer is on any of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.actor import Actor
from enforcement.ledger.models import Entry
from enforcement.organisation.duties.holding import grant
from enforcement.web.worklist import items_for
from exams.models import Candidate, IdentityPhoto, Intervention, Proctor, Room, Session, Site, Sitting
from exams.proctoring import figures
from exams.proctoring.check_in import check_in
from exams.proctoring.pause import pause
from exams.proctoring.scope import Scope
from exams.proctoring.void import void
from exams.sitting import photos
from exams.takeover import code_for
from tests.exams.watching import World
from tests.factories.exams import AT, actor_for, an_agency, an_officer, minutes
from tests.factories.exams_proctoring import a_late_packet, a_watch, an_event

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _nothing_is_known_yet():
    figures.forget()


@pytest.fixture
def world():
    return World(at=clock.now() - minutes(2))


@pytest.fixture
def proctor(world):
    person = an_officer(world.county.bureau, "监考甲")
    Proctor.objects.create(session=world.session, person=person, room=world.a)
    return person


def as_(client, person):
    client.cookies["language"] = "en"
    client.force_login(person, backend=BACKEND)
    return client


def get(client, name, *args, status=200, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status, (name, response.status_code)
    return response.content.decode()


def post(client, name, *args, query="", **data):
    return client.post(reverse(name, args=args) + query, data)


def queries(client, name, *args, **query):
    with CaptureQueriesContext(connection) as caught:
        get(client, name, *args, **query)
    return len(caught)


def pages(world, n=0):
    """Every page of the console that a proctor of the candidate's room sees."""
    session = world.session.pk
    packet = a_late_packet(world.sitting(n)).pk
    return [
        ("exam_console", session),
        ("exam_console_figures", session),
        ("exam_console_room", session, world.a.pk),
        ("exam_console_seats", session, world.a.pk),
        ("exam_console_candidate", session, world.candidates[n].pk),
        ("exam_late_packets", session),
        ("exam_late_packet", session, packet),
    ]


ADMINISTERED = ("exam_proctors", "exam_browser_of_session", "exam_pairs")


def test_nobody_sees_a_session_that_they_neither_administer_nor_watch(client, world, proctor):
    elsewhere = an_agency("别的县")
    administrator, other = an_officer(elsewhere), an_officer(world.county.bureau)
    grant(person=administrator, duty="exam", agency=elsewhere, by=Actor(kind="system", name="system"), at=AT)
    all_pages = pages(world)
    for stranger in (administrator, other, world.people[0]):
        as_(client, stranger)
        for name, *args in all_pages:
            get(client, name, *args, status=404)
        assert post(client, "exam_intervene", world.session.pk, "pause", query="?all=1", reason="x").status_code == 404
    assert not Intervention.objects.exists()


def test_the_administrator_sees_everything_and_a_proctor_their_room(client, world, proctor):
    all_pages = pages(world)
    for person in (world.county.admin, proctor):
        as_(client, person)
        for name, *args in all_pages:
            get(client, name, *args)
    for name in ADMINISTERED:
        get(client, name, world.session.pk, status=403)
    as_(client, world.county.admin)
    for name in ADMINISTERED:
        get(client, name, world.session.pk)


def test_a_proctor_of_a_room_finds_nothing_of_another(client, world, proctor):
    session = world.session.pk
    other = world.candidates[2]
    packet = a_late_packet(world.sitting(2))
    as_(client, proctor)
    text = get(client, "exam_console", session)
    assert world.people[0].name in text
    assert world.people[2].name not in text
    assert world.b.name not in re.sub(r"<[^>]+>", " ", text).split()
    get(client, "exam_console_room", session, world.b.pk, status=404)
    get(client, "exam_console_seats", session, world.b.pk, status=404)
    get(client, "exam_console_candidate", session, other.pk, status=404)
    get(client, "exam_late_packet", session, packet.pk, status=404)
    assert world.people[2].name not in get(client, "exam_late_packets", session)
    for query in ("?all=1", f"?room={world.b.pk}", f"?site={world.a.site_id}", f"?candidate={other.pk}"):
        get(client, "exam_intervene", session, "pause", status=404, **dict([query[1:].split("=")]))
        assert post(client, "exam_intervene", session, "pause", query=query, reason="x", sure="on").status_code == 404
    assert not Intervention.objects.exists()


def test_what_does_not_exist_is_not_found(client, world):
    as_(client, world.county.admin)
    session = world.session.pk
    get(client, "exam_console", 0, status=404)
    get(client, "exam_console_room", session, 0, status=404)
    get(client, "exam_console_candidate", session, 0, status=404)
    get(client, "exam_late_packet", session, 0, status=404)
    get(client, "exam_pair", session, 0, status=404)
    get(client, "exam_browser_file", session, status=404)
    get(client, "exam_intervene", session, "nonsense", status=404, all=1)
    get(client, "exam_intervene", session, "pause", status=404, room=0)


def test_the_list_costs_the_same_for_one_candidate_and_for_many(client, world):
    as_(client, world.county.admin)
    get(client, "exam_console", world.session.pk)
    whole = queries(client, "exam_console", world.session.pk)
    assert queries(client, "exam_console", world.session.pk, room=world.a.pk) == whole
    one = queries(client, "exam_console", world.session.pk, q=world.people[0].name)
    assert one == whole == 10


def test_the_poll_costs_a_handful_of_queries_however_many_sit(client, world):
    as_(client, world.county.admin)
    get(client, "exam_console_figures", world.session.pk)
    known = queries(client, "exam_console_figures", world.session.pk)
    figures.forget()
    assert queries(client, "exam_console_figures", world.session.pk) == known + 1
    assert known == 5  # session, person, the session watched, the duty, rooms


def test_the_list_is_narrowed_by_room_state_and_what_needs_a_look(client, world):
    now = clock.now()
    for n in range(5):
        a_watch(world.sitting(n), seen_at=now, warned=n == 1)
    Candidate.objects.filter(pk=world.candidates[4].pk).update(present_at=now, present_by="x")
    a_late_packet(world.sitting(3))
    a_late_packet(world.sitting(3))
    world.do(pause, world.one(2), at=None)
    as_(client, world.county.admin)

    def shown(**query):
        text = get(client, "exam_console", world.session.pk, **query)
        return {n for n in range(6) if f'value="{world.candidates[n].pk}" form="chosen"' in text}

    assert shown() == set(range(6))
    assert shown(room=world.b.pk) == {2, 3}
    assert shown(state="paused") == {2}
    assert shown(state="assigned") == {5}
    assert shown(signal="warned") == {1}
    assert shown(signal="late") == {3}
    assert shown(signal="silent60") == set()
    assert shown(signal="absent") == {0, 1, 2, 3, 5}
    assert shown(q=world.people[0].name) >= {0}
    for sort in ("-seat", "state", "-until", "alive", "-warned", "agency", "name"):
        assert shown(sort=sort) == set(range(6))


def test_the_page_of_an_act_says_whom_it_is_for_and_asks_again_for_many(client, world):
    as_(client, world.county.admin)
    text = get(client, "exam_intervene", world.session.pk, "pause", room=world.a.pk)
    assert "This is for 2 candidates." in text
    assert 'name="sure"' in text
    whole = get(client, "exam_intervene", world.session.pk, "pause", all=1)
    assert "This is for 5 candidates." in whole
    assert "1 other in this selection stays as it is." in whole
    one = get(client, "exam_intervene", world.session.pk, "pause", candidate=world.candidates[0].pk)
    assert world.people[0].name in one
    assert 'name="sure"' not in one


def test_the_console_offers_the_whole_session_and_each_site_in_which_somebody_sits(client, world):
    other = Site.objects.create(agency=world.county.bureau, name="第二考点", address="示例路2号")
    Room.objects.filter(pk=world.b.pk).update(site=other)
    as_(client, world.county.admin)
    text = get(client, "exam_console", world.session.pk)
    sites = re.findall(r'<option value="(\d*)">Everybody', text)
    assert set(sites) == {"", str(world.a.site_id), str(other.pk)}
    for site, meant in (("", 5), (world.a.site_id, 2), (other.pk, 2)):
        page = get(client, "exam_intervene", world.session.pk, "pause", all=1, site=site)
        assert f"This is for {meant} candidates." in page


def test_an_act_for_a_room_needs_the_word_that_one_is_sure(client, world):
    as_(client, world.county.admin)
    args = (world.session.pk, "pause")
    query = f"?room={world.a.pk}"
    assert post(client, "exam_intervene", *args, query=query, reason="停电").status_code == 422
    assert not Intervention.objects.exists()
    answer = post(client, "exam_intervene", *args, query=query, reason="停电", sure="on")
    assert (answer.status_code, answer.url) == (303, reverse("exam_console_room", args=[world.session.pk, world.a.pk]))
    assert "2 candidates are paused." in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("kind", "data", "check"),
    [
        ("extend", {"minutes": 10, "also_not_begun": "on"}, lambda s, c: s.deadline_at is not None),
        ("pause", {}, lambda s, c: s.state == "paused"),
        ("terminate", {}, lambda s, c: s.state == "terminated"),
        ("void", {}, lambda s, c: s.state == "voided"),
        ("present", {"how": "document"}, lambda s, c: c.present_at is not None),
    ],
)
def test_each_act_is_done_from_its_page_for_those_ticked(client, world, kind, data, check):
    as_(client, world.county.admin)
    query = f"?candidate={world.candidates[0].pk}&candidate={world.candidates[2].pk}"
    before = {n: world.sitting(n) for n in (0, 1, 2)}
    answer = post(client, "exam_intervene", world.session.pk, kind, query=query, reason="停电", **data)
    assert answer.status_code == 303
    for n in (0, 2):
        assert check(world.sitting(n), Candidate.objects.get(pk=world.candidates[n].pk))
    assert world.sitting(1).state == before[1].state
    if kind == "extend":
        assert world.sitting(0).deadline_at - before[0].deadline_at == minutes(10)
    assert set(Intervention.objects.values_list("kind", flat=True)) == {kind}


def test_acts_that_undo_others_are_done_from_their_pages(client, world):
    world.do(pause, world.one(0), at=None)
    world.do(void, world.one(1), at=None)
    world.do(check_in, world.one(2), at=None, how="document")
    as_(client, world.county.admin)
    for n, kind, data in (
        (2, "uncheck", {}),
        (0, "resume", {}),
        (1, "reinstate", {}),
        (5, "admit_late", {"until": f"{clock.now() + minutes(600):%Y-%m-%dT%H:%M}"}),
    ):
        query = f"?candidate={world.candidates[n].pk}"
        answer = post(client, "exam_intervene", world.session.pk, kind, query=query, reason="恢复", **data)
        assert answer.status_code == 303, answer.content.decode()
        assert answer.url == reverse("exam_console_candidate", args=[world.session.pk, world.candidates[n].pk])
    assert [world.sitting(n).state for n in (0, 1)] == ["running", "running"]
    assert world.sitting(5).admit_until is not None
    assert Candidate.objects.get(pk=world.candidates[2].pk).present_at is None


def test_a_refusal_is_shown_on_the_page_with_what_was_typed(client, world):
    as_(client, world.county.admin)
    query = f"?candidate={world.candidates[0].pk}"
    answer = post(client, "exam_intervene", world.session.pk, "resume", query=query, reason="电来了")
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Nobody here is paused." in text
    assert "电来了" in text


def test_without_a_selection_one_is_sent_back(client, world):
    as_(client, world.county.admin)
    answer = client.get(reverse("exam_intervene", args=[world.session.pk, "pause"]))
    assert answer.url == reverse("exam_console", args=[world.session.pk])


def test_a_candidate_s_page_tells_what_happened_in_turn(client, world):
    an_event(world.sitting(0), seconds=12, received_at=clock.now())
    world.do(pause, Scope(room=world.a.pk), at=None)
    as_(client, world.county.admin)
    text = get(client, "exam_console_candidate", world.session.pk, world.candidates[0].pk)
    for words in ("Began", "left the page", "12 seconds", "paused", "停电", "考务"):
        assert words in text
    other = get(client, "exam_console_candidate", world.session.pk, world.candidates[2].pk)
    assert "停电" not in other, "what happened in another room is no part of this one's story"


def test_the_code_for_another_device_is_shown_where_one_is_asked_for(client, world):
    as_(client, world.county.admin)
    here = ("exam_console_candidate", world.session.pk, world.candidates[0].pk)
    code = code_for(world.sitting(0).pk, 1)
    assert code not in get(client, *here)
    Session.objects.filter(pk=world.session.pk).update(takeover="code")
    assert code in get(client, *here)
    Sitting.objects.filter(pk=world.sitting(0).pk).update(lease=2)
    again = get(client, *here)
    assert code not in again
    assert code_for(world.sitting(0).pk, 2) in again


def test_only_what_can_be_done_now_is_offered(client, world):
    as_(client, world.county.admin)

    def offered(n):
        text = get(client, "exam_console_candidate", world.session.pk, world.candidates[n].pk)
        return set(re.findall(r"/console/acts/(\w+)/", text))

    assert offered(0) == {"present", "extend", "pause", "terminate", "void"}
    assert offered(5) == {"present", "extend", "admit_late", "void"}
    world.do(void, world.one(0), at=None)
    assert offered(0) == {"reinstate"}
    Session.objects.filter(pk=world.session.pk).update(seb_keys=["ab" * 32])
    assert "seb_override" in offered(1)
    Session.objects.filter(pk=world.session.pk).update(state="released")
    assert offered(1) == set()


def test_no_question_and_no_answer_is_on_any_page_of_a_proctor(client, world, proctor):
    Sitting.objects.filter(pk=world.sitting(0).pk).update(texts={"0": "绝密答案"})
    a_late_packet(world.sitting(0), masks={"0": 1}, texts={"0": "迟到的绝密答案"})
    as_(client, proctor)
    for name, *args in pages(world):
        text = get(client, name, *args)
        assert "绝密答案" not in text
        assert "下列说法正确的是" not in text


def test_the_room_is_seen_seat_by_seat(client, world):
    a_watch(world.sitting(0), seen_at=clock.now() - minutes(5), warned=2)
    world.do(pause, world.one(1), at=None)
    as_(client, world.county.admin)
    text = get(client, "exam_console_seats", world.session.pk, world.a.pk)
    assert text.index(world.people[0].name) < text.index(world.people[1].name)
    assert "seat-paused" in text
    assert "warned 2×" in text
    assert world.people[2].name not in text
    get(client, "exam_console_room", world.session.pk, world.a.pk)
    cost = queries(client, "exam_console_seats", world.session.pk, world.a.pk)
    Candidate.objects.filter(pk=world.candidates[1].pk).update(room=world.b, seat=9)
    assert queries(client, "exam_console_seats", world.session.pk, world.a.pk) == cost


def test_a_proctor_finds_their_session_on_the_desk_and_in_their_list(client, world, proctor, rf):
    request = rf.get("/")
    request.user = proctor
    to = reverse("exam_console", args=[world.session.pk])
    assert [item.light for item in items_for(request) if item.url == to] == ["red"]
    as_(client, proctor)
    assert world.session.title in get(client, "exam_watched")
    as_(client, world.people[0])
    assert world.session.title not in get(client, "exam_watched")


def test_waiting_late_answers_are_on_the_administrator_s_desk(world, rf):
    a_late_packet(world.sitting(0))
    request = rf.get("/")
    request.user = world.county.admin
    assert reverse("exam_late_packets", args=[world.session.pk]) in {item.url for item in items_for(request)}
    request.user = an_officer(world.county.bureau)
    del request.duties_held
    assert not [item for item in items_for(request) if "/late/" in item.url]


def test_by_is_the_person_who_was_signed_in(client, world, proctor):
    as_(client, proctor)
    post(client, "exam_intervene", world.session.pk, "pause", query=f"?room={world.a.pk}", reason="停电", sure="on")
    assert Intervention.objects.get().done_by == actor_for(proctor).name == "监考甲"


def test_a_photo_is_shown_to_who_watches_and_every_look_is_recorded(client, world, proctor):
    path = photos.store(b"picture")
    photo = IdentityPhoto.objects.create(
        candidate=world.candidates[0], sha256="ab" * 32, file=path, taken_at=AT, keep_until=clock.today()
    )
    here = ("exam_console_photo", world.session.pk, world.candidates[0].pk, photo.pk)
    as_(client, proctor)
    assert reverse(here[0], args=here[1:]) in get(client, "exam_console_candidate", *here[1:3])
    shown = client.get(reverse(here[0], args=here[1:]))
    assert (shown.status_code, shown.content, shown["Content-Type"]) == (200, b"picture", "image/jpeg")
    entry = Entry.objects.get(verb="exam.show_photo")
    assert entry.actor["name"] == "监考甲"
    get(client, here[0], world.session.pk, world.candidates[1].pk, photo.pk, status=404)
    photos.remove(path)
    get(client, *here, status=404)
    Candidate.objects.filter(pk=world.candidates[0].pk).update(room=world.b, seat=9)
    get(client, *here, status=404)
    as_(client, world.people[1])
    get(client, *here, status=404)
    assert Entry.objects.filter(verb="exam.show_photo").count() == 1
