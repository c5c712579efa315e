"""The bank in a real browser: each of its pages in both languages, on a phone, a desktop and in care mode."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from dev.screenshots import show_chinese
from enforcement import clock
from exams.bank.add_enemy import add_enemy
from exams.bank.amend_law import amend_law
from exams.demo import load_bank, open_demo_session, sit_through
from exams.models import Item, ItemStat, LawRef
from tests.browser.test_pages import WAYS
from tests.factories.exams import a_bank, a_county, an_officer
from tests.factories.exams_bank import a_key_change, a_used_version, an_administrator

show_chinese()

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def county(transactional_db):
    """Return a county whose bank has a history: a session, figures, an enemy, an amended law, a key proposed."""
    made = a_county()
    person, at = an_officer(made.bureau), clock.now() - timedelta(days=2)
    session = open_demo_session(made.justice, [person], at)
    sit_through(session, person, 0.7, at)
    version = a_used_version(made, session)
    ItemStat.objects.create(
        session=session, item_version=version, candidates=412, forms=3, figures={"p": 0.71, "r": 0.34}, made_at=at
    )
    made.change = a_key_change(made, version, by=made.by, at=at)
    other = Item.objects.filter(bank=version.item.bank).exclude(pk=version.item_id).first()
    add_enemy(item_id=version.item_id, by=made.by, at=at, code=other.code, reason="题干互相提示")
    law = version.law_ref
    amend_law(law=law.law, by=made.by, at=at, version=law.version, articles=[law.article], on=clock.today())
    made.item, made.bank, made.law = version.item, load_bank(made.justice, at), law
    made.unused = a_bank(made, each=1).items.get(code="行政处罚-M0")
    an_administrator(made.justice)
    return made


def pages(county):
    several = reverse("exam_items_several")
    item, other = county.item.pk, Item.objects.exclude(pk=county.item.pk).last().pk
    return {
        "items": reverse("exam_items"),
        "items-amended": reverse("exam_items") + "?state=outdated",
        "item": reverse("exam_item", args=[item]),
        "retire": f"{several}?do=retire&item={item}&item={other}",
        "practice": f"{several}?do=practice&item={other}",
        "enemy": reverse("exam_enemy_new", args=[item]),
        "key": reverse("exam_key_new", args=[county.change.item_version_id]),
        "key-unused": reverse("exam_key_new", args=[county.unused.current_id]),
        "changes": reverse("exam_key_changes"),
        "change": reverse("exam_key_change", args=[county.change.pk]),
        "banks": reverse("exam_banks"),
        "bank-new": reverse("exam_bank_new"),
        "bank-change": reverse("exam_bank_change", args=[county.bank.pk]),
        "laws": reverse("exam_laws"),
        "law": reverse("exam_law", args=[county.law.pk]),
        "amend": reverse("exam_law_amend", args=[LawRef.objects.filter(outdated_from=None).first().pk]),
        "withdraw": reverse("exam_law_withdraw", args=[county.law.pk]),
    }


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_of_the_bank_have_no_fault(browse, faults, county, way):
    found = {}
    for name, path in pages(county).items():
        page = browse(path, as_=county.admin, **way)
        found[name] = faults(page)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{'-'.join(map(str, way.values()))}.png", full_page=True)
        page.context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
