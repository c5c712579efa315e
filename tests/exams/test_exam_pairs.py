"""Pairs of similar papers from real papers: found in their room, looked at by a person, without any consequence."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement.errors import NotAllowed, NotFound
from enforcement.jobs.models import Job
from enforcement.jobs.perform import drain
from enforcement.ledger.models import Entry
from exams.forms_frozen import content_of
from exams.mark import mark
from exams.models import Candidate, KeyVersion, Result, SimilarPair
from exams.proctoring.find_pairs import NothingToCompare, find_pairs
from exams.proctoring.look_at_pair import NoteNeeded, NoVerdict, look_at_pair
from exams.shuffle import places, to_screen_mask
from exams.start import start
from exams.submit import submit
from tests.factories.exams import (
    AT,
    a_bank,
    a_county,
    actor_for,
    an_exam,
    an_officer,
    an_open_session,
    minutes,
    sitting_of,
)
from tests.factories.exams_proctoring import a_room, place

pytestmark = pytest.mark.django_db
PEOPLE, ITEMS = 12, 24


def own_mistakes(n, item):
    """Everybody is right in most items and errs in two that nobody else errs in, so that no two of them can match."""
    return item // 2 == n


def keys_of(content):
    rows = KeyVersion.objects.filter(item_version_id__in=[item["id"] for item in content.items])
    return {row.item_version_id: row.mask for row in rows}


def answer(sitting, chosen):
    """Hand in what ``chosen`` gives for each item: a mask over the item's own options.

    Items are told by their rank among the bank's own, for their places on the form are drawn anew in every run.
    """
    content = content_of(sitting.form_id)
    order = places(content=content, seed=sitting.seed)
    rank = {pk: n for n, pk in enumerate(sorted(item["id"] for item in content.items))}
    delta = {
        slot: to_screen_mask(place=spot, mask=chosen(rank[item["id"]], item))
        for slot, spot in enumerate(order)
        for item in [content.items[spot.item]]
    }
    submit(sitting_id=sitting.pk, at=AT + minutes(20), lease=1, seq=1, delta=delta)
    mark(sitting_id=sitting.pk, at=AT + minutes(30))


@pytest.fixture
def world():
    """Twelve in one room with one paper; the second copied all from the first, whose mistakes are rare ones."""
    county = a_county()
    counts = {"single": 8, "multiple": 8, "true_false": 8}
    exam = an_exam(county, a_bank(county, each=8), counts=counts, pass_mark=10)
    people = [an_officer(county.bureau) for _ in range(PEOPLE)]
    session = an_open_session(county, people, exam=exam, forms=1)
    candidates = [Candidate.objects.get(session=session, person=person) for person in people]
    room = a_room(county)
    place(session, room, candidates)
    form = session.forms.get()
    keys = keys_of(content_of(form.pk))

    def honest(n):
        def chosen(item, content):
            key = keys[content["id"]]
            if not own_mistakes(n, item):
                return key
            wrong = [mask for mask in (1, 2, 4, 8)[: len(content["options"])] if mask != key]
            return wrong[(n + item) % len(wrong)]

        return chosen

    def copied(item, content):
        key = keys[content["id"]]
        strange = (5, 6) if len(content["options"]) > 2 else (3,)
        return next(mask for mask in strange if mask != key) if item % 2 else key

    for n, person in enumerate(people):
        sitting = sitting_of(session, person)
        start(sitting_id=sitting.pk, at=AT, honour=True)
        answer(sitting, copied if n < 2 else honest(n))
    return county, session, people, room


def pair_of(session, people):
    return sorted(sitting_of(session, person).pk for person in people[:2])


def test_who_copied_is_found_and_nobody_else(world):
    _county, session, people, _room = world
    assert find_pairs(session_id=session.pk, at=AT + minutes(40)) == 1
    pair = SimilarPair.objects.get()
    assert [pair.first_id, pair.second_id] == pair_of(session, people)
    told = pair.figures
    assert (told["common"], told["same_room"], told["seats_apart"]) == (ITEMS, True, 1)
    assert told["same_wrong"] == told["both_wrong"] == len(told["questions"]) == ITEMS // 2
    assert told["chance_pairs"] < 0.05
    content = content_of(session.forms.get().pk)
    for row in told["questions"]:
        assert row["alike"] >= 2
        assert row["erred"] >= row["alike"]
        for sitting_id, number in ((pair.first_id, row["first"]), (pair.second_id, row["second"])):
            sitting = next(s for s in session.sittings.all() if s.pk == sitting_id)
            spot = places(content=content, seed=sitting.seed)[number - 1]
            assert content.items[spot.item]["id"] == row["version"]


def test_the_search_is_on_the_ledger(world):
    _county, session, _people, _room = world
    find_pairs(session_id=session.pk, at=AT + minutes(40))
    said = json.loads(Entry.objects.get(verb="exam.find_pairs").body)
    assert (said["papers"], said["compared"], said["pairs"]) == (PEOPLE, PEOPLE * (PEOPLE - 1) // 2, 1)


def test_two_in_different_rooms_are_not_compared(world):
    county, session, people, _room = world
    place(session, a_room(county), [Candidate.objects.get(session=session, person=people[1])])
    assert find_pairs(session_id=session.pk, at=AT + minutes(40)) == 0


def test_without_rooms_those_of_one_agency_are_compared(world):
    county, session, people, _room = world
    Candidate.objects.filter(session=session).update(room=None, seat=None)
    assert find_pairs(session_id=session.pk, at=AT + minutes(40)) == 1
    told = SimilarPair.objects.get().figures
    assert (told["same_room"], told["seats_apart"]) == (False, None)
    Candidate.objects.filter(session=session, person=people[1]).update(agency=county.justice)
    assert find_pairs(session_id=session.pk, at=AT + minutes(40)) == 0
    assert not SimilarPair.objects.exists()


def test_void_papers_and_void_items_are_left_out(world):
    _county, session, people, _room = world
    session.sittings.filter(candidate__person=people[1]).update(state="voided", prior="submitted", stopped_at=AT)
    assert find_pairs(session_id=session.pk, at=AT + minutes(40)) == 0
    session.sittings.filter(candidate__person=people[1]).update(state="submitted", prior="", stopped_at=None)
    content = content_of(session.forms.get().pk)
    for item in content.items[:6]:
        last = KeyVersion.objects.filter(item_version_id=item["id"]).latest("number")
        last.pk, last.number, last.status = None, last.number + 1, "void_removed"
        last.save(force_insert=True)
    find_pairs(session_id=session.pk, at=AT + minutes(40))
    assert SimilarPair.objects.get().figures["common"] == ITEMS - 6


def test_a_session_without_marked_papers_has_nothing_to_compare():
    county = a_county()
    session = an_open_session(county, [an_officer(county.bureau)])
    with pytest.raises(NothingToCompare):
        find_pairs(session_id=session.pk, at=AT)
    with pytest.raises(NotFound):
        find_pairs(session_id=0, at=AT)


def test_what_a_person_found_is_kept_when_pairs_are_looked_for_again(world):
    county, session, _people, _room = world
    find_pairs(session_id=session.pk, at=AT + minutes(40))
    pair = SimilarPair.objects.get()
    look_at_pair(pair_id=pair.pk, by=county.by, at=AT + minutes(50), verdict="nothing", note="同一培训班")
    find_pairs(session_id=session.pk, at=AT + minutes(60))
    kept = SimilarPair.objects.get()
    assert (kept.pk, kept.verdict, kept.note, kept.looked_by) == (pair.pk, "nothing", "同一培训班", county.admin)


def test_a_verdict_is_on_the_ledger_and_changes_nothing_else(world):
    county, session, people, _room = world
    find_pairs(session_id=session.pk, at=AT + minutes(40))
    pair = SimilarPair.objects.get()
    results = list(Result.objects.order_by("pk").values())
    look_at_pair(pair_id=pair.pk, by=county.by, at=AT + minutes(50), verdict="followed", note="已询问监考")
    entry = Entry.objects.get(verb="exam.look_at_pair")
    assert json.loads(entry.body)["sittings"] == pair_of(session, people)
    assert list(Result.objects.order_by("pk").values()) == results
    assert set(session.sittings.values_list("state", flat=True)) == {"submitted"}


@pytest.mark.parametrize(
    ("kind", "field", "facts"),
    [
        (NoVerdict, "verdict", {"verdict": "open"}),
        (NoteNeeded, "note", {"note": " "}),
        (NotAllowed, "", {"by": None}),
        (NotFound, "", {"pair_id": 0}),
    ],
)
def test_no_verdict_without_a_note_or_by_somebody_else(world, kind, field, facts):
    county, session, people, _room = world
    find_pairs(session_id=session.pk, at=AT + minutes(40))
    if "by" in facts:
        facts = {"by": actor_for(people[5])}
    pair = SimilarPair.objects.get()
    before = Entry.objects.count()
    with pytest.raises(kind) as caught:
        look_at_pair(
            **{"pair_id": pair.pk, "by": county.by, "at": AT, "verdict": "nothing", "note": "看过录像", **facts}
        )
    assert caught.value.field == field
    pair.refresh_from_db()
    assert (pair.verdict, Entry.objects.count()) == ("open", before)


def test_the_pages_find_list_and_judge(world, client):
    county, session, people, _room = world
    client.cookies["language"] = "en"
    client.force_login(county.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = client.post(reverse("exam_pairs_find", args=[session.pk]))
    assert asked.status_code == 302
    assert drain() == 1
    assert Job.objects.get().state == "done"
    listing = client.get(reverse("exam_pairs", args=[session.pk])).content.decode()
    assert people[0].name in listing
    pair = SimilarPair.objects.get()
    assert f"{pair.figures['chance_pairs']:.3f}" in listing
    here = reverse("exam_pair", args=[session.pk, pair.pk])
    text = client.get(here).content.decode()
    assert "same room, 1 seats apart" in text
    assert text.count("who erred") == pair.figures["same_wrong"]
    assert client.post(here, {"verdict": "nothing"}).status_code == 422
    assert client.post(here, {"verdict": "followed", "note": "已询问"}).status_code == 303
    assert "已询问" in client.get(here).content.decode()


def test_the_list_costs_the_same_however_many_pairs(world, client):
    county, session, people, _room = world
    client.force_login(county.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    find_pairs(session_id=session.pk, at=AT + minutes(40))
    pair = SimilarPair.objects.get()

    def cost():
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("exam_pairs", args=[session.pk]))
        return len(caught)

    cost()
    one = cost()
    for n in range(2, 8):
        first, second = sorted((sitting_of(session, people[n]).pk, sitting_of(session, people[n + 1]).pk))
        SimilarPair.objects.create(session=session, first_id=first, second_id=second, figures=pair.figures, made_at=AT)
    assert cost() == one
