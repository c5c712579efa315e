"""Pages of keys and laws: corrected, proposed, decided, amended; and what they put on the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enforcement import clock
from enforcement.web.worklist import items_for
from exams.bank.amend_law import amend_law
from exams.bank.vote_key import vote_key
from exams.demo_sitting import sit_through
from exams.models import Item, KeyChange, LawRef, Session
from tests.exams.test_exam_admin_pages import as_, get
from tests.factories.exams import (
    AT,
    LAWS,
    a_bank,
    a_county,
    a_session,
    actor_for,
    an_agency,
    an_officer,
)
from tests.factories.exams import an_open_session as opened
from tests.factories.exams_bank import (
    a_used_version,
    an_administrator,
    another_answer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return a_bank(county)


@pytest.fixture
def admin(client, county):
    return as_(client, county.admin)


def an_item(bank, code="行政处罚-S0"):
    return Item.objects.select_related("current").get(bank=bank, code=code)


# --- keys -------------------------------------------------------------------------------------------------------------


def test_a_key_that_no_paper_has_is_corrected_on_its_page(admin, bank):
    version = an_item(bank).current
    address = reverse("exam_key_new", args=[version.pk])
    assert "No paper has this wording yet" in admin.get(address).content.decode()
    assert admin.post(address, {"right": "A", "reason": "x"}).status_code == 422
    assert admin.post(address, {"right": "C"}).status_code == 422
    answer = admin.post(address, {"right": "C", "reason": "录入错误"})
    assert answer.url == reverse("exam_item", args=[version.item_id])
    assert version.keys.first().mask == 4
    assert "Versions of the key" in get(admin, "exam_item", version.item_id)


def test_a_key_on_papers_is_proposed_decided_by_two_and_leads_to_a_regrade(client, county):
    person = an_officer(county.bureau)
    session = opened(county, [person])
    version = a_used_version(county, session)
    sit_through(session, person, 1.0, AT)
    as_(client, county.admin)
    letter = "ABCD"[another_answer(version).mask.bit_length() - 1]
    address = reverse("exam_key_new", args=[version.pk])
    assert "Papers have met this key" in client.get(address).content.decode()
    answer = client.post(address, {"status": "normal", "right": letter, "also": "", "reason": "条文已明确"})
    change = KeyChange.objects.get()
    assert answer.url == reverse("exam_key_change", args=[change.pk])
    page = client.get(answer.url).content.decode()
    assert "Too few persons can decide this" in page
    assert "so two others decide" in page
    assert "A change of this key is proposed already" in client.get(address).content.decode()
    two = [an_administrator(county.justice) for _ in range(2)]
    for other in two:
        as_(client, other)
        assert "Decide on the change" in client.get("/desk/").content.decode()
        assert client.post(answer.url, {"agrees": "no", "note": ""}).status_code == 422
        assert client.post(answer.url, {"agrees": "yes", "note": ""}).status_code == 303
        assert "Decide on the change" not in client.get("/desk/").content.decode()
    page = client.get(answer.url).content.decode()
    assert "Results that stand do not change by themselves" in page
    assert "Your word" not in page
    assert reverse("exam_regrade_new", args=[session.exam_id]) in page
    assert version.keys.first().change == change
    assert "approved" in get(client, "exam_key_changes", state="approved")


def test_several_answers_or_a_void_item_are_proposed_on_the_page(admin, county):
    version = a_used_version(county)
    address = reverse("exam_key_new", args=[version.pk])
    old = version.keys.get()
    right = "ABCD"[old.mask.bit_length() - 1]
    other = "ABCD"[another_answer(version).mask.bit_length() - 1]
    facts = {"right": right, "reason": "两种理解均可"}
    assert admin.post(address, {**facts, "status": "normal", "also": other}).status_code == 422
    assert admin.post(address, {**facts, "status": "accept_multiple", "also": "Q"}).status_code == 422
    admin.post(address, {**facts, "status": "accept_multiple", "also": other})
    change = KeyChange.objects.get()
    assert change.masks == [old.mask, another_answer(version).mask]
    assert "several answers accepted" in get(admin, "exam_key_change", change.pk)
    vote_key(change_id=change.pk, by=county.by, at=clock.now(), agrees=False, note="改为作废")
    admin.post(address, {"status": "void_removed", "right": other, "reason": "题干有误"})
    void = KeyChange.objects.get(state="proposed")
    assert (void.mask, void.masks, void.status) == (old.mask, [], "void_removed")
    assert "void: taken out of the paper" in get(admin, "exam_key_change", void.pk)


# --- laws -------------------------------------------------------------------------------------------------------------


def test_an_amendment_is_recorded_and_finds_items_papers_and_sessions(admin, county, rf):
    session = opened(county)
    draft = a_session(county, session.exam, title="待开场次", closes_at=clock.now() + timedelta(days=400))
    Session.objects.filter(pk=session.pk).update(closes_at=clock.now() + timedelta(days=30))
    refs = LawRef.objects.filter(short="行政处罚法")
    address = reverse("exam_law_amend", args=[refs.first().pk])
    day = clock.today() + timedelta(days=20)
    back = reverse("exam_law_withdraw", args=[refs.first().pk])
    assert admin.get(back).url == reverse("exam_law", args=[refs.first().pk])
    assert admin.post(address, {"articles": ["第1条"]}).status_code == 422
    answer = admin.post(address, {"articles": [], "on": f"{day:%Y-%m-%d}", "note": "决定"})
    assert answer.url == reverse("exam_law", args=[refs.first().pk])
    page = admin.get(answer.url).content.decode()
    assert "Papers of opened sessions rest on amended articles" in page
    assert session.title in page
    assert "Sessions being prepared lose these items" in page
    assert draft.title in page
    assert "items to check" in get(admin, "exam_laws")
    request = rf.get("/")
    request.user = county.admin
    todos = [item for item in items_for(request) if "/items/" in item.url]
    assert [(item.light, item.due_on) for item in todos] == [("yellow", day)]
    assert admin.get(address).status_code == 302
    assert admin.post(back, {"articles": [], "reason": ""}).status_code == 422
    admin.post(back, {"articles": ["第1条"], "reason": "误登"})
    assert LawRef.objects.exclude(outdated_from=None).count() == refs.count() - 1


def test_items_on_an_amended_article_are_on_the_desk_of_their_keeper_alone(county, bank, rf):
    amend_law(law=LAWS[0].law, by=county.by, at=AT, version=LAWS[0].version, on=clock.today())

    def todos(person):
        request = rf.get("/")
        request.user = person
        return [item for item in items_for(request) if "state=outdated" in item.url]

    assert [item.light for item in todos(county.admin)] == ["red"]
    assert todos(an_administrator(county.bureau)) == []
    assert todos(an_administrator(an_agency("邻县"))) == []
    assert todos(an_officer(county.bureau)) == []
    assert actor_for(county.admin).name == "考务"
