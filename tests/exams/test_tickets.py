"""Admission tickets, the papers of rooms, checking in by ticket, and a first password by its one-time code."""

from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from enforcement import clock
from enforcement.actor import Actor
from enforcement.jobs.models import Job
from enforcement.jobs.perform import drain
from enforcement.ledger.queries import history_of
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.models import Person
from exams.administration.activate import CodeWrong, activate
from exams.administration.activation_code import activation_code, may_be_activated
from exams.administration.papers import sheets, work
from exams.administration.papers.drawing import wrapped
from exams.administration.papers.facts import candidates_of, room_sheets, ticket_faces
from exams.administration.papers.ticket import render
from exams.administration.seat_candidates import seat_candidates
from exams.administration.ticket_number import grouped, is_ticket_number, serial_of, ticket_number
from exams.administration.ticket_token import ForgedTicket, NoTicket, number_in, sealed
from exams.models import Accommodation, Candidate, Intervention, Proctor
from exams.register import register
from tests.exams.test_exam_races import at_once, successes
from tests.exams.test_refusals import signed_in
from tests.factories.exams import AT, a_county, a_session, an_officer, an_open_session
from tests.factories.exams_administration import a_session_room
from tests.factories.organisation import id_number

pytestmark = pytest.mark.django_db
SYSTEM = Actor(kind="system", name="system")
digits = st.integers(1, 999_999)


@pytest.fixture
def county():
    return a_county()


def text_of(pdf):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def seated(county, *names, seats=5, **facts):
    """Return a session whose room seats officers of these names."""
    session = a_session(county, **facts)
    a_session_room(county, session, seats)
    people = [an_officer(county.bureau, name) for name in names]
    for n, person in enumerate(people):
        person.id_number = id_number(100 + n)
        person.save()
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[p.pk for p in people])
    seat_candidates(session_id=session.pk, by=county.by, at=AT, order="lot", seed="42")
    return session


# --- numbers and codes -----------------------------------------------------------------------------------------------


@given(year=st.integers(2000, 2099), session=digits, serial=digits)
def test_a_number_checks_and_names_nobody(year, session, serial):
    number = ticket_number(year=year, session=session, serial=serial)
    assert is_ticket_number(number)
    assert (len(number), serial_of(number)) == (15, serial)
    assert grouped(number).replace(" ", "") == number


@given(session=digits, serial=digits, place=st.integers(0, 14), more=st.integers(1, 9))
def test_one_wrong_digit_is_found(session, serial, place, more):
    number = ticket_number(year=2026, session=session, serial=serial)
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    assert not is_ticket_number(wrong)


def test_numbers_beyond_their_places_are_refused():
    for facts in ({"session": 0, "serial": 1}, {"session": 1, "serial": 10**6}):
        with pytest.raises(ValueError, match="ticket"):
            ticket_number(year=2026, **facts)


def test_what_was_scanned_or_typed_gives_the_number_and_a_forged_seal_is_refused():
    number = ticket_number(year=2026, session=7, serial=3)
    address = f"https://example.test/exams/check-in/{sealed(number)}/"
    for text in (number, f" {grouped(number)} ", sealed(number), sealed(number).lower(), address):
        assert number_in(text) == number
    with pytest.raises(ForgedTicket):
        number_in(f"{number}-AAAAAAAA")
    for text in ("", "123", number[:-1], "你好", f"{number}0"):
        with pytest.raises(NoTicket):
            number_in(text)


def test_lines_of_a_paragraph_do_not_begin_with_a_closing_mark():
    from enforcement.web import fonts

    lines = wrapped("一二三四五，六七八九十。", 50, fonts.register().regular, 10)
    assert "".join(lines) == "一二三四五，六七八九十。"
    assert all(line[0] not in "，。" for line in lines)
    assert wrapped("", 50, fonts.register().regular, 10) == []


# --- tickets ---------------------------------------------------------------------------------------------------------


def test_a_ticket_says_who_where_and_when_and_its_code_leads_to_the_check_in(county):
    session = seated(county, "赵一")
    candidate = session.candidates.get()
    Accommodation.objects.create(
        candidate=candidate, minutes=30, large_text=True, reader=True, own_room=True, reason="x", state="granted",
        asked_at=AT, asked_by=candidate.person, decided_at=AT, decided_by=county.admin,
    )  # fmt: skip
    pdf = render(ticket_faces(session, candidates_of(session), at=AT))
    text = text_of(pdf)
    room = session.rooms.get().room
    for words in (
        "准考证", "赵一", county.bureau.name, session.title, room.site.name, room.site.address, room.name,
        candidate.person.id_masked, grouped(candidate.ticket), "2026年11月2日 09:00", "60分钟", "考生须知",
        "延时、大字、代读、单独考场",
    ):  # fmt: skip
        assert words in text, words
    assert candidate.person.id_number not in text
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == f"{settings.PUBLIC_URL}/exams/check-in/{sealed(candidate.ticket)}/"
    assert number_in(code.text) == candidate.ticket


def test_tickets_are_the_same_bytes_for_the_same_facts_and_one_page_each(county):
    session = seated(county, "赵一", "钱二", "孙三")
    once, again = (render(ticket_faces(session, candidates_of(session), at=AT)) for _ in range(2))
    assert once == again
    assert len(pypdfium2.PdfDocument(once)) == 3


def test_an_exam_sat_anywhere_says_so_and_a_photo_has_its_place_where_it_is_wanted(county):
    from enforcement.organisation.models import ParameterValue

    session = an_open_session(county, [an_officer(county.bureau, "赵一")])
    text = text_of(render(ticket_faces(session, candidates_of(session), at=AT)))
    assert "网上考试" in text
    assert "照片" not in text
    ParameterValue.objects.create(
        agency=county.justice, code="exam.ticket_photo", value=True, from_on=clock.day_of(AT), source="x", set_by="x",
        set_at=AT,
    )  # fmt: skip
    assert "照片" in text_of(render(ticket_faces(session, candidates_of(session), at=AT)))
    Candidate.objects.update(ticket="")
    assert list(ticket_faces(session, candidates_of(session), at=AT)) == []


def test_the_papers_of_a_room_name_everybody_at_their_seat(county):
    session = seated(county, "赵一", "钱二", "孙三", seats=70)
    (sheet,) = room_sheets(session)
    assert (sheet.seed, sheet.seats, len(sheet.rows)) == ("42", 70, 3)
    for kind, title in sheets.KINDS.items():
        pdf = sheets.render(kind, [sheet])
        text = text_of(pdf)
        assert all(words in text for words in ("赵一", "钱二", "孙三", title, "种子 42"))
        assert pdf == sheets.render(kind, [sheet])
        assert len(pypdfium2.PdfDocument(pdf)) == (2 if kind == "plan" else 1)
    assert "本人签名" in text_of(sheets.render("attendance", [sheet]))


def test_a_long_list_goes_on_on_the_next_page(county):
    row = sheets.SeatRow(1, ticket_number(year=2026, session=1, serial=1), "赵一", "999***01", "市监局")
    sheet = sheets.RoomSheet("考试", "场次", "今天", "党校", "101", 60, [row] * 60)
    assert len(pypdfium2.PdfDocument(sheets.render("door", [sheet]))) == 3
    empty = sheets.RoomSheet("考试", "场次", "今天", "党校", "101", 60, [])
    assert len(pypdfium2.PdfDocument(sheets.render("door", [empty]))) == 1


def test_tickets_of_a_session_or_a_room_are_drawn_in_the_background(client, county):
    session = seated(county, "赵一", "钱二")
    signed_in(client, county.admin)
    url = reverse("exam_tickets_print", args=[session.pk])
    assert client.post(url)["Location"].startswith("/jobs/")
    client.post(url, {"room": session.rooms.get().room_id})
    assert client.post(url, {"room": 0}).status_code == 404
    assert drain() == 2
    for job in Job.objects.filter(state="done"):
        assert (job.done, job.total) == (2, 2)
        answer = client.get(job.result["url"])
        assert answer["Content-Type"] == "application/pdf"
        assert len(pypdfium2.PdfDocument(answer.content)) == 2
    for name in ("tickets-1-1.pdf", "..%2Fsecret", f"tickets-{session.pk}-99999.pdf"):
        assert client.get(f"/exams/sessions/{session.pk}/seating/tickets/{name}").status_code == 404
    job = Job.objects.filter(state="done").first()
    stranger = a_county()
    signed_in(client, stranger.admin)
    assert client.get(job.result["url"]).status_code == 404
    assert client.post(url).status_code == 404
    progress = type("P", (), {"requested_at": clock.now() + timedelta(days=8)})()
    assert work.clean(progress) == {"deleted": 2}


def test_tickets_of_nobody_are_refused_in_words(client, county):
    session = a_session(county)
    signed_in(client, county.admin)
    client.post(reverse("exam_tickets_print", args=[session.pk]))
    drain()
    assert Job.objects.get().state == "failed"


def test_papers_are_given_to_the_administrator_alone(client, county):
    session = seated(county, "赵一")
    candidate, room = session.candidates.get(), session.rooms.get().room
    urls = [
        reverse("exam_room_papers", args=[session.pk, "door"]),
        *(reverse("exam_room_paper", args=[session.pk, room.pk, kind]) for kind in sheets.KINDS),
        reverse("exam_ticket", args=[session.pk, candidate.pk]),
    ]
    signed_in(client, county.admin)
    for url in urls:
        assert client.get(url)["Content-Type"] == "application/pdf"
    assert client.get(reverse("exam_room_papers", args=[session.pk, "nothing"])).status_code == 404
    assert client.get(reverse("exam_room_paper", args=[session.pk, 0, "door"])).status_code == 404
    signed_in(client, a_county().admin)
    assert {client.get(url).status_code for url in urls} == {404}


def test_a_candidate_sees_the_own_ticket_and_nobody_else_s(client, county):
    session = seated(county, "赵一", "钱二")
    one, two = session.candidates.order_by("person__name")
    signed_in(client, one.person)
    page = client.get(reverse("exam_ticket_own", args=[one.pk])).content.decode()
    assert grouped(one.ticket) in page
    assert "<svg" in page
    file = client.get(reverse("exam_ticket_own_file", args=[one.pk]))
    assert one.person.name in text_of(file.content)
    for name in ("exam_ticket_own", "exam_ticket_own_file"):
        assert client.get(reverse(name, args=[two.pk])).status_code == 404
    assert "Admission ticket" in client.get(reverse("exam_mine")).content.decode()


# --- checking in -----------------------------------------------------------------------------------------------------


@pytest.fixture
def hall(county):
    """A session open now with a seated candidate and their room."""
    session = seated(
        county, "赵一", opens_at=clock.now() - timedelta(hours=1), closes_at=clock.now() + timedelta(hours=5)
    )
    from exams.open_session import open_session

    open_session(session_id=session.pk, by=county.by, at=clock.now())
    return session


def test_a_proctor_checks_a_candidate_in_by_the_code_of_the_ticket(client, county, hall):
    candidate, proctor = hall.candidates.get(), an_officer(county.bureau, "监考")
    Proctor.objects.create(session=hall, person=proctor, room=candidate.room)
    signed_in(client, proctor)
    assert "Scan the code" in client.get(reverse("exam_check_in")).content.decode()
    page = client.get(reverse("exam_check_in_ticket", args=[sealed(candidate.ticket)])).content.decode()
    assert "赵一" in page
    assert candidate.person.id_masked in page
    answer = client.post(reverse("exam_check_in"), {"ticket": candidate.ticket, "how": "document"}, follow=True)
    assert "赵一 is checked in" in answer.content.decode()
    candidate.refresh_from_db()
    assert candidate.present_by == "监考"
    assert Intervention.objects.get().kind == "present"
    assert history_of(f"exam_session:{hall.pk}").last().verb == "exam.present"
    page = client.get(reverse("exam_check_in"), {"ticket": grouped(candidate.ticket)}).content.decode()
    assert "Checked in already" in page
    again = client.post(reverse("exam_check_in"), {"ticket": candidate.ticket, "how": "document"})
    assert again.status_code == 409


def test_a_candidate_of_another_room_is_shown_the_way_and_not_checked_in(client, county, hall):
    candidate, proctor = hall.candidates.get(), an_officer(county.bureau, "监考")
    other = a_session_room(county, hall).room
    Proctor.objects.create(session=hall, person=proctor, room=other)
    signed_in(client, proctor)
    page = client.get(reverse("exam_check_in"), {"ticket": candidate.ticket}).content.decode()
    assert "sits in another room" in page
    assert candidate.room.name in page
    assert client.post(reverse("exam_check_in"), {"ticket": candidate.ticket, "how": "document"}).status_code == 404
    candidate.refresh_from_db()
    assert candidate.present_at is None


def test_unknown_tickets_and_strangers_learn_nothing(client, county, hall):
    candidate = hall.candidates.get()
    signed_in(client, county.admin)
    for text in ("12", ticket_number(year=2026, session=1, serial=999), f"{candidate.ticket}-AAAAAAAA"):
        answer = client.get(reverse("exam_check_in"), {"ticket": text})
        assert answer.status_code == 422
        assert "赵一" not in answer.content.decode()
    foreign = a_county()
    signed_in(client, foreign.admin)
    answer = client.get(reverse("exam_check_in"), {"ticket": candidate.ticket})
    assert answer.status_code == 422
    assert "赵一" not in answer.content.decode()
    signed_in(client, candidate.person)
    assert client.get(reverse("exam_check_in")).status_code == 404
    assert client.get(reverse("exam_check_in_ticket", args=[sealed(candidate.ticket)])).status_code == 404


def test_before_the_session_opens_nobody_is_checked_in(client, county):
    session = seated(
        county, "赵一", opens_at=clock.now() + timedelta(days=1), closes_at=clock.now() + timedelta(days=2)
    )
    signed_in(client, county.admin)
    page = client.get(reverse("exam_check_in"), {"ticket": session.candidates.get().ticket}).content.decode()
    assert "not open now" in page


# --- a first password ------------------------------------------------------------------------------------------------


@pytest.fixture
def new_person(county):
    """Somebody whose account was opened without a password, registered for a session."""
    person = an_officer(county.bureau, "新人")
    person.set_unusable_password()
    person.save()
    session = an_open_session(county, [person])
    return session.candidates.get()


def code_for(candidate):
    return activation_code(person_id=candidate.person_id, ticket=candidate.ticket)


def test_the_code_on_the_ticket_sets_a_password_once(new_person):
    code = code_for(new_person)
    assert code in text_of(render(ticket_faces(new_person.session, [new_person], at=AT)))
    person = activate(ticket=new_person.ticket, at=AT, code=code.lower().replace("-", " "), password="Kaoshi-2026-x")
    assert person.check_password("Kaoshi-2026-x")
    assert history_of(f"person:{person.pk}").last().verb == "account.activate"
    with pytest.raises(CodeWrong):
        activate(ticket=new_person.ticket, at=AT, code=code, password="Other-2026-x")
    new_person.person.refresh_from_db()
    assert new_person.person.check_password("Kaoshi-2026-x")
    new_person.refresh_from_db()
    assert code not in text_of(render(ticket_faces(new_person.session, [new_person], at=AT)))


def test_a_wrong_code_and_an_account_with_powers_stay_closed(county, new_person):
    for ticket, code in (
        (new_person.ticket, "AAAAA-AAAAA"), (new_person.ticket, ""), ("", code_for(new_person)),
        (ticket_number(year=2026, session=1, serial=9), code_for(new_person)),
    ):  # fmt: skip
        with pytest.raises(CodeWrong):
            activate(ticket=ticket, at=AT, code=code, password="Kaoshi-2026-x")
    grant(person=new_person.person, duty="handle", agency=county.bureau, by=SYSTEM, at=AT)
    assert not may_be_activated(new_person.person)
    with pytest.raises(CodeWrong):
        activate(ticket=new_person.ticket, at=AT, code=code_for(new_person), password="Kaoshi-2026-x")
    assert not Person.objects.get(pk=new_person.person_id).has_usable_password()


@pytest.mark.django_db(transaction=True)
def test_a_code_used_twice_at_once_sets_one_password():
    county = a_county()
    person = an_officer(county.bureau, "新人")
    person.set_unusable_password()
    person.save()
    candidate = an_open_session(county, [person]).candidates.get()
    said = at_once(
        *(
            lambda word=word: activate(ticket=candidate.ticket, at=AT, code=code_for(candidate), password=word)
            for word in ("First-2026-x", "Second-2026-x")
        )
    )
    assert len(successes(said)) == 1


def test_the_page_sets_the_password_and_refuses_weak_ones_and_guesses(client, new_person):
    client.cookies["language"] = "en"
    cache.clear()
    url = reverse("exam_activate")
    assert client.get(url).status_code == 200
    good = {"ticket": grouped(new_person.ticket), "code": code_for(new_person)}
    weak = client.post(url, {**good, "password": "123", "again": "123"})
    assert weak.status_code == 422
    assert client.post(url, {**good, "password": "Kaoshi-2026-x", "again": "other"}).status_code == 422
    assert client.post(url, {**good, "ticket": "1", "password": "a", "again": "a"}).status_code == 422
    done = client.post(url, {**good, "password": "Kaoshi-2026-x", "again": "Kaoshi-2026-x"})
    assert done["Location"] == reverse("account_login")
    new_person.person.refresh_from_db()
    assert new_person.person.check_password("Kaoshi-2026-x")
    wrong = {**good, "code": "AAAAA-AAAAA", "password": "Kaoshi-2026-y", "again": "Kaoshi-2026-y"}
    said = {client.post(url, wrong).status_code for _ in range(25)}  # more than two minutes allow
    assert said == {422, 429}
