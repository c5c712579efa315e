"""Rosters: read from a file, checked to the cell, taken in whole or not at all, the second time without a change."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from enforcement import clock
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation.models import Person, Post
from enforcement.organisation.secrecy import fingerprint
from exams.administration.roster.lines import SENTENCES, sentence_of
from exams.administration.roster.reading import read, template
from exams.administration.ticket_number import is_ticket_number
from exams.models import Candidate, EligibilityDecision, RosterImport, Site, Sitting
from exams.register import RegistrationOver, register
from tests.exams.roster_files import BUREAU, a_room, cells, numbered, table, take
from tests.exams.test_exam_races import at_once, successes
from tests.factories.exams import AT, a_county, a_session, actor_for, an_agency, an_officer, an_open_session
from tests.factories.organisation import id_number

pytestmark = pytest.mark.django_db


# --- reading ---------------------------------------------------------------------------------------------------------


def test_the_template_is_a_roster_that_can_be_read():
    found = read(template())
    assert found.problems == []
    (line,) = found.lines
    assert (line.row, line.name, line.establishment, line.enforcement) == (2, "张三", "administrative", True)
    assert (line.id_number, line.username) == ("999999190001010001", "")


def test_tables_of_text_are_read_in_both_encodings_and_with_tabs():
    text = "姓名,用户名\n张三,zhang\n"
    for data in (
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.encode("gb18030"),
        text.replace(",", "\t").encode(),
    ):
        (line,) = read(data).lines
        assert (line.name, line.username, line.agency, line.seat) == ("张三", "zhang", "", None)


def test_what_is_no_table_is_refused_in_words():
    for data in (b"PK\x03\x04nonsense", b"\x00\x01\x02", b"\xff\xfe\xfa\xfb"):
        assert [p.code for p in read(data).problems] == ["file"]
    assert read("姓名\n张三\n".encode()).problems[0].more == {"headings": ["身份证号码或用户名"]}
    assert [p.code for p in read(table()).problems] == ["empty"]
    assert [p.code for p in read(table((" ", "")))[1]] == ["empty"]


def test_each_cell_at_fault_is_named():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "身份证号码", "考场", "座位号", "执法岗位"])
    book.active.append(["张三", 371481199001010011, "101", "1", "是"])
    book.active.append(["", "li", "", "2", "也许"])
    book.active.append(["王五", "", "101", "0", ""])
    book.active.append(["赵六", "zhao", "101", 3.5, ""])
    stream = BytesIO()
    book.save(stream)
    found = read(stream.getvalue())
    assert [(p["cell"], p["code"]) for p in found.report(found.problems)] == [
        ("B2", "number_cell"), ("A3", "no_name"), ("D3", "no_room"), ("E3", "enforcement"), ("B4", "no_who"),
        ("D4", "seat_number"), ("D5", "seat_number"),
    ]  # fmt: skip


def test_a_report_keeps_the_first_problems_and_counts_the_rest():
    found = read(table(*[("", f"u{n}") for n in range(600)]))
    report = found.report(found.problems)
    assert (len(report), report[-1]["code"], report[-1]["more"]) == (501, "rest", {"count": 100})
    assert sentence_of(report[-1])
    assert set(SENTENCES) >= {p.code for p in found.problems}


def test_progress_is_told_while_reading():
    told = []
    read(table(*[(f"名{n}", f"u{n}") for n in range(2500)]), told=lambda done, total: told.append((done, total)))
    assert told == [(1000, 2501), (2000, 2501)]


# --- the act ---------------------------------------------------------------------------------------------------------


def test_a_roster_takes_everybody_in_and_the_second_time_changes_nothing(county):
    session = a_session(county)
    first, second = an_officer(county.bureau, "赵一"), an_officer(county.bureau, "钱二")
    room = a_room(session)
    data = table(
        ("赵一", numbered(first, 1).lower(), BUREAU, "101", "7"), ("钱二", second.username, county.bureau.credit_code)
    )
    done = take(session, county.by, data)
    assert (done.rows, done.added, done.changed, done.unchanged, done.refused, done.report) == (2, 2, 0, 0, 0, [])
    one, two = Candidate.objects.order_by("person__name").all()[::-1]
    assert {(c.person_id, c.room_id, c.seat) for c in (one, two)} == {
        (first.pk, room.pk, 7), (second.pk, None, None),
    }  # fmt: skip
    assert all(is_ticket_number(c.ticket) for c in (one, two))
    assert {c.agency_id for c in (one, two)} == {county.bureau.pk}
    assert one.eligibility["facts"]["establishment"] == "administrative"
    assert one.eligibility["eligible"] is True
    assert (one.roster_id, one.registered_by, one.registered_at) == (done.pk, county.by.name, AT)
    entry = history_of(f"exam_session:{session.pk}").last()
    assert entry.verb == "exam.import_roster"
    assert {k: body_of(entry)[k] for k in ("added", "rows", "file")} == {"added": 2, "rows": 2, "file": "名单.csv"}
    before = list(Candidate.objects.order_by("pk").values())
    again = take(session, county.by, data)
    assert (again.added, again.changed, again.unchanged, again.refused) == (0, 0, 2, 0)
    assert list(Candidate.objects.order_by("pk").values()) == before


def test_a_number_never_stands_in_the_tables_or_the_ledger_in_clear(county):
    session, person = a_session(county), an_officer(county.bureau, "赵一")
    number = numbered(person, 5)
    take(session, county.by, table(("赵一", number), ("无名", id_number(6))))
    take(session, county.by, table(("赵一", number)))
    kept = [str(row) for model in (RosterImport, Candidate, EligibilityDecision) for row in model.objects.values()]
    kept += [str(body_of(entry)) for entry in history_of(f"exam_session:{session.pk}")]
    assert not any(number in text or id_number(6) in text for text in kept)


def test_a_dry_run_says_what_would_happen_and_does_nothing(county):
    session, person = a_session(county), an_officer(county.bureau, "赵一")
    rows = [("赵一", person.username), ("新人", id_number(9), BUREAU, "", "", "科员", "行政编制", "是")]
    people = Person.objects.count()
    done = take(session, county.by, table(*rows), dry_run=True, create_accounts=True)
    assert (done.dry_run, done.added, done.accounts, done.refused) == (True, 2, 1, 0)
    assert (Candidate.objects.count(), Person.objects.count()) == (0, people)
    assert history_of(f"exam_session:{session.pk}").last().verb == "exam.create_session"


def test_one_line_at_fault_keeps_everybody_out_and_each_cell_is_named(county):
    session = a_session(county)
    good, bad = an_officer(county.bureau, "赵一"), an_officer(county.bureau, "孙三", establishment="contract")
    an_agency("同名局", county.government)
    an_agency("同名局", county.government)
    elsewhere = an_officer(an_agency("外县局"), "外人")
    a_room(session, "101", 2)
    a_room(session, "202")
    other = Site.objects.create(agency=county.justice, name="一中", address="x")
    a_room(session, "202", site=other)
    done = take(
        session,
        county.by,
        table(
            ("赵一", good.username, BUREAU, "101", "1"),
            ("赵一", good.username),
            ("钱某", numbered(good, 3)),
            ("孙三", bad.username, BUREAU, "101", "1"),
            ("李四", "nobody", "无此局", "303"),
            ("外人", elsewhere.username, "同名局", "202", "1"),
            ("周五", an_officer(county.bureau, "周五").username, "乐陵市司法局", "101", "3"),
            ("吴六", an_officer(county.bureau, "吴六").username, BUREAU, "党校 202", "1"),
        ),
    )
    assert cells(done) == [
        ("B3", "twice"), ("A4", "other_name"), ("B4", "twice"), ("A5", "ineligible"), ("E5", "seat_twice"),
        ("B6", "unknown"), ("C6", "agency"), ("D6", "room"), ("A7", "ineligible"), ("C7", "agency_twice"),
        ("D7", "room_twice"), ("C8", "no_post_there"), ("E8", "no_such_seat"),
    ]  # fmt: skip
    assert (done.added, done.refused, done.rows) == (0, 6, 8)
    assert not Candidate.objects.exists()
    assert "合同制" in sentence_of(done.report[3]) or "contract" in sentence_of(done.report[3])
    kept = dict(EligibilityDecision.objects.values_list("person_id", "grounds"))
    assert kept == {bad.pk: ["contract"], elsewhere.pk: ["no_post"]}
    assert history_of(f"exam_session:{session.pk}").last().verb == "exam.refuse_roster"


def test_a_later_roster_gives_and_changes_seats_even_if_two_change_places(county):
    session = a_session(county)
    people = [an_officer(county.bureau, name) for name in ("赵一", "钱二", "孙三")]
    room = a_room(session)
    take(session, county.by, table(*[(p.name, p.username) for p in people]))
    seats = [(p.name, p.username, "", "101", str(n + 1)) for n, p in enumerate(people)]
    assert take(session, county.by, table(*seats)).changed == 3
    swap = [(people[0].name, people[0].username, "", "101", "2"), (people[1].name, people[1].username, "", "101", "1")]
    assert take(session, county.by, table(*swap)).changed == 2
    at = dict(Candidate.objects.filter(room=room).values_list("person__name", "seat"))
    assert at == {"赵一": 2, "钱二": 1, "孙三": 3}
    taken = take(session, county.by, table(("赵一", people[0].username, "", "101", "3")))
    assert cells(taken) == [("E2", "seat_taken")]
    assert take(session, county.by, table(*swap)).changed == 0


def test_accounts_are_opened_with_a_post_and_without_a_password(county):
    session = a_session(county)
    data = table(("新人", id_number(21), BUREAU, "", "", "科员", "事业编制", "是"))
    assert cells(take(session, county.by, data)) == [("B2", "unknown")]
    done = take(session, county.by, data, create_accounts=True)
    assert (done.added, done.accounts) == (1, 1)
    person = Person.objects.get(id_fingerprint=fingerprint(id_number(21)))
    assert not person.has_usable_password()
    assert person.id_number == id_number(21)
    assert person.username.startswith("ks")
    assert id_number(21) not in person.username
    post = Post.objects.get(person=person)
    assert (post.agency, post.establishment, post.is_enforcement, post.from_on) == (
        county.bureau, "institution", True, clock.day_of(AT),
    )  # fmt: skip
    assert (take(session, county.by, data, create_accounts=True).added, Person.objects.filter(name="新人").count()) == (
        0, 1,
    )  # fmt: skip


def test_an_account_needs_a_valid_number_an_agency_a_post_and_an_establishment(county):
    session = a_session(county)
    wrong = id_number(22)[:17] + ("1" if id_number(22)[17] != "1" else "2")
    done = take(session, county.by, table(("甲某", wrong), ("乙某", "nobody")), create_accounts=True)
    assert cells(done) == [
        ("B2", "id_number"), ("C2", "needs_agency"), ("F2", "needs_post"), ("G2", "needs_establishment"),
        ("B3", "unknown"),
    ]  # fmt: skip
    contract = table(("丙某", id_number(23), BUREAU, "", "", "协管", "合同制", "是"))
    done = take(session, county.by, contract, create_accounts=True)
    assert cells(done) == [("A2", "ineligible")]
    assert not Person.objects.filter(name__in=["甲某", "丙某"]).exists()
    assert not EligibilityDecision.objects.exists()


def test_an_open_session_gives_those_taken_in_their_papers(county):
    session, person = an_open_session(county), an_officer(county.bureau, "赵一")
    take(session, county.by, table(("赵一", person.username)))
    assert Sitting.objects.get(candidate__person=person).state == "assigned"


def test_only_the_duty_takes_rosters_in_and_only_in_time(county):
    session, person = a_session(county), an_officer(county.bureau, "赵一")
    data = table(("赵一", person.username))
    with pytest.raises(NotAllowed):
        take(session, actor_for(person), data)
    with pytest.raises(RegistrationOver):
        take(session, county.by, data, at=AT + timedelta(days=6))
    session.pk = 0
    with pytest.raises(NotFound):
        take(session, county.by, data)
    assert not RosterImport.objects.exists()


def test_tickets_go_on_where_those_registered_by_hand_end(county):
    session = a_session(county)
    first, second, third = (an_officer(county.bureau, name) for name in ("赵一", "钱二", "孙三"))
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[first.pk])
    take(session, county.by, table(("钱二", second.username)))
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[third.pk])
    tickets = sorted(Candidate.objects.values_list("ticket", flat=True))
    assert [t[8:14] for t in tickets] == ["000001", "000002", "000003"]
    assert {t[:2] for t in tickets} == {"26"}
    assert {int(t[2:8]) for t in tickets} == {session.pk}


@pytest.mark.django_db(transaction=True)
def test_the_same_roster_twice_at_once_takes_each_person_in_once():
    county = a_county()
    session = a_session(county)
    people = [an_officer(county.bureau, f"人{n}") for n in range(4)]
    data = table(*[(p.name, p.username) for p in people], ("新人", id_number(31), BUREAU, "", "", "科员", "行政编制"))
    said = at_once(*(lambda: take(session, county.by, data, create_accounts=True),) * 2)
    assert sorted(row.added for row in successes(said)) == [0, 5]
    assert Candidate.objects.count() == 5
    assert Person.objects.filter(name="新人").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_new_person_in_two_sessions_at_once_is_one_person():
    county = a_county()
    sessions = [a_session(county) for _ in range(2)]
    data = table(("新人", id_number(32), BUREAU, "", "", "科员", "行政编制"))
    said = at_once(*(lambda s=s: take(s, county.by, data, create_accounts=True) for s in sessions))
    assert len(successes(said)) >= 1
    assert Person.objects.filter(name="新人").count() == 1
