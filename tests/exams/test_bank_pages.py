"""Pages of the bank: who may open them, what they do and show, and that lists cost the same however long."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from exams.bank.store_image import store_image
from exams.models import Bank, Item, ItemEnemy, ItemStat, KeyChange, KeyVersion, LawRef, Session
from tests.exams.test_exam_admin_pages import as_, get
from tests.factories.exams import (
    AT,
    LAWS,
    a_bank,
    a_county,
    an_exam,
    an_officer,
    now_session_facts,
)
from tests.factories.exams import an_open_session as opened
from tests.factories.exams_bank import (
    a_key_change,
    a_used_version,
    an_administrator,
    picture_bytes,
)

pytestmark = pytest.mark.django_db
READ = ("exam_items", "exam_banks", "exam_laws", "exam_key_changes", "exam_bank_new")


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return a_bank(county)


@pytest.fixture
def admin(client, county):
    return as_(client, county.admin)


def queries(client, name, *args, **query):
    with CaptureQueriesContext(connection) as caught:
        get(client, name, *args, **query)
    return len(caught)


def an_item(bank, code="行政处罚-S0"):
    return Item.objects.select_related("current").get(bank=bank, code=code)


# --- who --------------------------------------------------------------------------------------------------------------


def test_without_the_duty_nothing_of_the_bank_opens(client, county, bank):
    as_(client, an_officer(county.bureau))
    for name in READ:
        get(client, name, status=403)
    get(client, "exam_item", an_item(bank).pk, status=403)


def test_another_agency_s_rows_are_absent_and_a_shared_bank_is_there_to_read(client, county, bank):
    change = a_key_change(county)
    stranger = an_administrator(county.bureau)
    as_(client, stranger)
    item, ref = an_item(bank), LawRef.objects.first()
    assert item.code not in get(client, "exam_items")
    assert bank.name not in get(client, "exam_banks")
    assert LAWS[0].law not in get(client, "exam_laws")
    assert change.reason not in get(client, "exam_key_changes")
    for name, pk in (
        ("exam_item", item.pk),
        ("exam_enemy_new", item.pk),
        ("exam_key_new", item.current_id),
        ("exam_key_change", change.pk),
        ("exam_bank_change", bank.pk),
        ("exam_law", ref.pk),
        ("exam_law_amend", ref.pk),
    ):
        get(client, name, pk, status=404)
    Bank.objects.filter(pk=bank.pk).update(share="below")
    assert "to read" in get(client, "exam_banks")
    page = get(client, "exam_items")
    assert item.code in page
    assert "Choose" not in page
    assert "Correct the key" not in get(client, "exam_item", item.pk)
    for name, pk in (
        ("exam_enemy_new", item.pk),
        ("exam_key_new", item.current_id),
        ("exam_bank_change", bank.pk),
    ):
        get(client, name, pk, status=403)


def test_who_only_reads_a_bank_does_not_learn_what_is_on_papers_still_to_be_sat(client, county, bank):
    Bank.objects.filter(pk=bank.pk).update(share="below")
    session = opened(county, exam=an_exam(county, bank), at=clock.now(), **now_session_facts())
    version = a_used_version(county, session)
    a_key_change(county, version, reason="条文已明确")
    as_(client, an_administrator(county.bureau))
    assert "never" in get(client, "exam_items", q=version.item.code)
    page = get(client, "exam_item", version.item_id)
    assert session.title not in page
    assert "条文已明确" not in page
    assert "条文已明确" not in get(client, "exam_key_changes")
    Session.objects.filter(pk=session.pk).update(opens_at=AT, closes_at=clock.now())
    assert "1 ×" in get(client, "exam_items", q=version.item.code)
    page = get(client, "exam_item", version.item_id)
    assert session.title in page
    assert reverse("exam_session", args=[session.pk]) not in page
    as_(client, county.admin)
    assert reverse("exam_session", args=[session.pk]) in get(client, "exam_item", version.item_id)


# --- banks ------------------------------------------------------------------------------------------------------------


def test_a_bank_is_created_renamed_and_shared_from_its_pages(admin, county):
    facts = {"agency_id": county.justice.pk, "name": "专业题库", "share": "own"}
    answer = admin.post(reverse("exam_bank_new"), facts)
    made = Bank.objects.get(name="专业题库")
    assert answer.url.endswith(f"/items/?bank={made.pk}")
    assert admin.post(reverse("exam_bank_new"), facts).status_code == 422
    admin.post(reverse("exam_bank_change", args=[made.pk]), {"name": "专业题库", "share": "below"})
    made.refresh_from_db()
    assert made.share == "below"
    assert "this agency and all below it" in get(admin, "exam_banks")


# --- the list ---------------------------------------------------------------------------------------------------------


def codes(client, **query):
    page = get(client, "exam_items", **query)
    return {code for code in Item.objects.values_list("code", flat=True) if f">{code}<" in page}


def test_items_are_found_by_bank_type_law_article_topic_difficulty_state_and_words(admin, county, bank):
    other = Bank.objects.create(agency=county.justice, name="空")
    one, void, old = (an_item(bank, f"行政处罚-S{n}") for n in range(3))
    today = clock.today()
    Item.objects.filter(pk=one.pk).update(retired_on=today, practice_from=today)
    KeyVersion.objects.create(
        item_version=void.current, number=2, mask=2, status="void_removed", made_at=AT, made_by="x"
    )
    LawRef.objects.filter(pk=old.current.law_ref_id).update(outdated_from=today)
    third = {f"行政处罚-{kind}2" for kind in "SMT"}
    assert codes(admin, bank=other.pk) == set()
    assert len(codes(admin, bank=bank.pk, type="single")) == 8
    assert codes(admin, law="行政处罚法", article="第3条") == third
    assert codes(admin, law="行政处罚法", difficulty="4") == {f"行政处罚-{kind}3" for kind in "SMT"}
    assert codes(admin, q="行政处罚-S1 下列") == {void.code}
    assert codes(admin, topic="没有的知识点") == set()
    assert codes(admin, state="retired") == codes(admin, state="practice") == {one.code}
    assert codes(admin, state="outdated") == third
    assert codes(admin, state="void") == codes(admin, state="rekeyed") == {void.code}
    LawRef.objects.filter(pk=old.current.law_ref_id).update(outdated_from=today + timedelta(days=9))
    assert codes(admin, state="soon") == third
    usable = get(admin, "exam_items", state="usable")
    assert "22 items found" in usable


def test_the_list_shows_use_and_figures_of_items(admin, county, bank):
    session = opened(county, exam=an_exam(county, bank))
    version = a_used_version(county, session)
    ItemStat.objects.create(
        session=session,
        item_version=version,
        candidates=40,
        forms=2,
        figures={"p": 0.4211, "r": 0.3049},
        made_at=AT,
    )
    page = get(admin, "exam_items", q=version.item.code)
    assert "p 0.42 · r 0.30" in page
    assert "1 × · 2026-11" in page
    never = Item.objects.exclude(versions__in=[pk for f in session.forms.all() for pk in f.item_versions]).first()
    assert "never" in get(admin, "exam_items", q=never.code)


def test_every_list_of_the_bank_costs_the_same_for_one_row_and_for_three(admin, county):
    bank = a_bank(county, each=1)
    first, *more = Item.objects.filter(bank=bank).order_by("pk")
    Item.objects.exclude(pk=first.pk).update(current=None)
    session = opened(county, exam=an_exam(county, a_bank(county)))
    version = a_used_version(county, session)
    a_key_change(county, version)
    Item.objects.exclude(pk__in=[first.pk]).update(current=None)
    names = [("exam_items", ()), ("exam_banks", ()), ("exam_laws", ()), ("exam_key_changes", ())]
    for name, args in names:
        get(admin, name, *args)
    before = {name: queries(admin, name, *args) for name, args in names}
    for item in more[:2]:
        Item.objects.filter(pk=item.pk).update(current=item.versions.get())
    others = [v for v in session.forms.get(number=1).item_versions if v != version.pk]
    for pk in others[:2]:
        KeyChange.objects.create(item_version_id=pk, mask=1, reason="x", proposed_at=AT, proposed_by=county.admin)
    Bank.objects.create(agency=county.justice, name="又一个")
    assert {name: queries(admin, name, *args) for name, args in names} == before
    assert before["exam_items"] == 15


# --- several at once --------------------------------------------------------------------------------------------------


def several(client, do, chosen, facts, **query):
    address = reverse("exam_items_several") + f"?do={do}&" + "&".join(f"item={pk}" for pk in chosen)
    address += "".join(f"&{key}={value}" for key, value in query.items())
    shown = client.get(address)
    assert shown.status_code == 200
    ids = shown.context["form"].initial["item_ids"]
    return client.post(address, {"item_ids": ids, **facts})


def test_ticked_items_are_retired_restored_opened_and_closed_to_practice(admin, bank):
    chosen = list(Item.objects.filter(bank=bank).values_list("pk", flat=True)[:3])
    answer = several(admin, "retire", chosen, {"reason": "有歧义"}, law="行政处罚法")
    assert answer.url == reverse("exam_items") + "?law=%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A%E6%B3%95"
    assert Item.objects.exclude(retired_on=None).count() == 3
    several(admin, "restore", chosen[:2], {"reason": "已修改"})
    assert Item.objects.exclude(retired_on=None).count() == 1
    several(admin, "practice", chosen, {"from_on": f"{clock.today():%Y-%m-%d}"})
    assert Item.objects.exclude(practice_from=None).count() == 2
    answer = several(admin, "unpractice", chosen[:1], {}, **{"from": "item"})
    assert answer.url == reverse("exam_item", args=[chosen[0]])
    assert Item.objects.exclude(practice_from=None).count() == 1
    assert several(admin, "retire", chosen[:1], {"reason": ""}).status_code == 422
    assert admin.get(reverse("exam_items_several") + "?do=burn").status_code == 302


def test_all_items_found_are_acted_on_and_no_other(admin, county, bank):
    address = reverse("exam_items_several") + f"?do=retire&all=1&bank={bank.pk}&type=single&law=行政处罚法"
    page = admin.get(address)
    assert "4 items" in page.content.decode()
    admin.post(address, {"item_ids": page.context["form"].initial["item_ids"], "reason": "x"})
    assert set(Item.objects.exclude(retired_on=None).values_list("code", flat=True)) == {
        f"行政处罚-S{n}" for n in range(4)
    }
    assert "No item to do this with" in admin.get(address).content.decode()


def test_items_of_a_bank_one_may_only_read_are_not_acted_on(client, county, bank):
    Bank.objects.filter(pk=bank.pk).update(share="below")
    as_(client, an_administrator(county.bureau))
    address = reverse("exam_items_several") + f"?do=retire&item={an_item(bank).pk}"
    assert "No item to do this with" in client.get(address).content.decode()
    assert client.post(address, {"item_ids": an_item(bank).pk, "reason": "x"}).status_code == 403
    assert not Item.objects.exclude(retired_on=None).exists()


# --- one item ---------------------------------------------------------------------------------------------------------


def test_an_item_shows_versions_keys_proposals_uses_figures_and_enemies(admin, county):
    session = opened(county)
    version = a_used_version(county, session)
    a_key_change(county, version, reason="条文已明确")
    ItemStat.objects.create(
        session=session, item_version=version, candidates=7, forms=2, figures={"p": None, "r": None}, made_at=AT
    )
    item = version.item
    other = Item.objects.filter(bank=item.bank).exclude(pk=item.pk).first()
    admin.post(reverse("exam_enemy_new", args=[item.pk]), {"code": other.code, "reason": "同一考点"})
    page = get(admin, "exam_item", item.pk)
    for words in (version.explanation, "right answer", "条文已明确", session.title, "同一考点", other.code):
        assert words in page
    assert admin.post(reverse("exam_enemy_new", args=[item.pk]), {"code": "没有"}).status_code == 422
    pair = ItemEnemy.objects.get()
    answer = admin.post(reverse("exam_enemy_drop", args=[pair.pk]), {"item": other.pk})
    assert answer.url == reverse("exam_item", args=[other.pk])
    assert not ItemEnemy.objects.exists()
    assert admin.post(reverse("exam_enemy_drop", args=[pair.pk])).status_code == 404


def test_an_item_s_page_costs_the_same_however_often_it_was_worded(admin, bank):
    item = an_item(bank)
    get(admin, "exam_item", item.pk)
    before = queries(admin, "exam_item", item.pk)
    first = item.current
    for number in (2, 3, 4):
        version = item.versions.create(
            number=number, stem=f"改写{number}", options=first.options, law_ref=first.law_ref,
            sha256=str(number), made_at=AT, made_by="考务",
        )  # fmt: skip
        KeyVersion.objects.create(item_version=version, number=1, mask=1, made_at=AT, made_by="考务")
        Item.objects.filter(pk=item.pk).update(current=version)
    assert queries(admin, "exam_item", item.pk) == before
    page = get(admin, "exam_item", item.pk)
    assert "<del>3</del><ins>4</ins>" in page
    assert "What differs from version 3" in page


def test_a_picture_is_shown_to_staff_and_a_lost_one_is_not(admin, county, bank):
    image = store_image(bank_id=bank.pk, by=county.by, at=AT, data=picture_bytes())
    answer = admin.get(reverse("exam_picture", args=[image.sha256]))
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "image/png", picture_bytes())
    get(admin, "exam_picture", "0" * 64, status=404)
