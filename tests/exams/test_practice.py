"""Practice: what is asked next, what is open, and that nothing secret is shown before an answer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from enforcement import clock
from enforcement.errors import NotFound
from enforcement.jobs.perform import drain
from exams.bank.keys import current_keys
from exams.models import Bank, Item, PracticeAnswer, Session
from exams.open_session import close_session
from exams.practice.choice import WEAK, Known, next_item, weak_articles
from exams.practice.pool import knowledge, open_items
from exams.practice.practise import NothingAnswered, SitsNow, practise
from exams.release_session import release_session
from tests.factories import exams as f
from tests.factories.exams_practice import a_practice_answer

TODAY = date(2026, 11, 2)


def known(item, ago=None, right=False, article="第一条"):
    return Known(item, article, ago, right)


def test_what_was_missed_comes_back_after_a_rest_then_what_is_new_then_the_oldest():
    rows = [known(1, 0, True), known(2, 5), known(3), known(4, 9, True), known(5, 2)]
    assert next_item(rows, mode="mixed", seed="x") == 2
    assert next_item(rows[2:], mode="mixed", seed="x") == 3
    assert next_item([rows[0], rows[3], rows[4]], mode="mixed", seed="x") == 4
    assert next_item([rows[0], rows[4]], mode="mixed", seed="x") == 5
    assert next_item([rows[0]], mode="mixed", seed="x") is None, "never the same one at once"


def test_mistakes_and_weak_articles_ask_for_nothing_else():
    rows = [known(1, 4, True, "甲"), known(2, 5, False, "乙"), known(3, None, article="乙"), known(4, 6, True, "丙")]
    assert next_item(rows, mode="mistakes", seed="x") == 2
    assert next_item([rows[0], rows[2]], mode="mistakes", seed="x") is None
    assert {next_item([r for r in rows if r.item != gone], mode="weak", seed="x") for gone in (0, 2)} <= {2, 3, None}
    assert next_item([rows[0], rows[3]], mode="weak", seed="x") is None


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=40))
def test_an_article_is_weak_below_four_of_five_and_the_weakest_comes_first(answers):
    rows = [known(n, n, right, f"第{article}条") for n, (article, right) in enumerate(answers)]
    weak = weak_articles(rows)
    for article in {row.article for row in rows}:
        mine = [row.right for row in rows if row.article == article]
        assert (article in weak) == (sum(mine) / len(mine) < WEAK)
    shares = [right / count for right, count in weak.values()]
    assert shares == sorted(shares)


@pytest.fixture
def county(transactional_db):
    return f.a_county()


@pytest.fixture
def bank(county):
    bank = f.a_bank(county)
    Bank.objects.filter(pk=bank.pk).update(share="below")
    Item.objects.filter(bank=bank).update(practice_from=TODAY)
    return bank


@pytest.fixture
def officer(county):
    return f.an_officer(county.bureau)


def answer(officer, item, right=True, at=f.AT):
    key = current_keys([item.current_id])[item.current_id].mask
    return practise(item_id=item.pk, by=f.actor_for(officer), at=at, mask=key if right else 0b1000 ^ key or 1)


def test_people_below_the_bank_practise_on_open_items_and_nobody_else(county, bank, officer):
    assert open_items(officer.pk, TODAY).count() == 24
    elsewhere = f.an_officer(f.an_agency("外县"))
    assert not open_items(elsewhere.pk, TODAY).exists()
    assert not open_items(officer.pk, TODAY - timedelta(days=1)).exists()
    item = Item.objects.filter(bank=bank).first()
    with pytest.raises(NotFound):
        practise(item_id=item.pk, by=f.actor_for(elsewhere), at=f.AT, mask=1)
    assert not PracticeAnswer.objects.exists()


def test_whoever_sits_an_exam_gets_no_keys_until_the_paper_is_handed_in(county, bank, officer):
    session = f.an_open_session(county, [officer], exam=f.an_exam(county, bank))
    sitting = f.sitting_of(session, officer)
    item = Item.objects.filter(bank=bank).first()
    assert answer(officer, item).right
    f.start(sitting_id=sitting.pk, at=f.AT, honour=True)
    with pytest.raises(SitsNow):
        answer(officer, item, at=f.AT + f.minutes(1))
    assert PracticeAnswer.objects.count() == 1
    f.submit(sitting_id=sitting.pk, at=f.AT + f.minutes(2), lease=1, seq=1, delta={})
    assert answer(officer, item, at=f.AT + f.minutes(3)).right


def test_an_answer_is_kept_with_whether_it_is_wholly_right(bank, officer):
    item = Item.objects.get(bank=bank, code="行政处罚-M0")
    assert answer(officer, item).right
    assert not practise(item_id=item.pk, by=f.actor_for(officer), at=f.AT + f.minutes(1), mask=1).right
    with pytest.raises(NothingAnswered):
        practise(item_id=item.pk, by=f.actor_for(officer), at=f.AT, mask=0)
    assert PracticeAnswer.objects.count() == 2
    mine = {k.item: k for k in knowledge(officer.pk, open_items(officer.pk, TODAY))}
    assert (mine[item.pk].ago, mine[item.pk].right) == (0, False)


def test_a_question_shows_its_key_and_its_explanation_only_after_the_answer(bank, officer, client):
    Item.objects.update(practice_from=clock.today())
    client.force_login(officer)
    item = Item.objects.get(bank=bank, code="行政处罚-S1")
    page = reverse("exam_practice_item", args=[item.pk])
    before = client.get(page)
    assert before.status_code == 200
    assert item.current.stem in before.text
    assert item.current.explanation not in before.text
    assert "is-right" not in before.text
    assert client.post(page, {}).status_code == 422
    after = client.post(page, {"answer": "0"})
    assert item.current.explanation in after.text
    assert after.text.count("option is-right") == after.text.count("option is-wrong") == 1
    assert client.get(reverse("exam_practice_item", args=[0])).status_code == 404


def test_the_overview_counts_and_leads_to_a_question_that_is_open(bank, officer, client, django_assert_num_queries):
    Item.objects.update(practice_from=clock.today())
    client.force_login(officer)
    missed = Item.objects.get(bank=bank, code="行政处罚-S1")
    answer(officer, missed, right=False, at=clock.now())
    page = client.get(reverse("exam_practice"))
    assert "《行政处罚法》第2条" in page.text
    queries = 0
    with django_assert_num_queries(12, exact=False) as caught:
        client.get(reverse("exam_practice"))
        queries = len(caught)
    for item in Item.objects.filter(bank=bank)[:6]:
        answer(officer, item, at=clock.now())
    with django_assert_num_queries(queries):
        client.get(reverse("exam_practice"))
    led = client.get(reverse("exam_practice_next"), {"law": "行政强制法"})
    assert led.status_code == 302
    asked = Item.objects.get(pk=int(led.url.split("?")[0].strip("/").split("/")[-1]))
    assert asked.current.law_ref.short == "行政强制法"
    nothing = client.get(reverse("exam_practice_next"), {"law": "无此法"})
    assert nothing.status_code == 200


def test_a_session_may_open_its_items_for_practice_once_its_results_are_released(county, bank, officer):
    Item.objects.update(practice_from=None)
    session = f.an_open_session(county, [officer], exam=f.an_exam(county, bank))
    other = f.an_open_session(county, [officer], exam=session.exam, title="另一场", forms=1, release_at_once=False)
    Session.objects.filter(pk=session.pk).update(to_practice=True)
    close_session(session_id=session.pk, by=county.by, at=f.AT + f.minutes(1))
    release_session(session_id=session.pk, by=county.by, at=f.AT + f.minutes(2))
    assert drain() == 1
    on_papers = {pk for form in session.forms.all() for pk in form.item_versions}
    secret = {pk for form in other.forms.all() for pk in form.item_versions}
    opened = set(Item.objects.exclude(practice_from=None).values_list("current_id", flat=True))
    assert opened == on_papers - secret
    assert opened


def test_an_answer_says_whose_it_is_and_whether_it_was_right(transactional_db):
    given = a_practice_answer()
    assert str(given) == f"{given.person_id} {given.item_id} {given.right}"
