"""The bank in a real browser: each of its pages in both languages, on a phone and a desktop, with and without care mode."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from dev.screenshots import show_chinese
from enforcement import clock
from exams.bank.add_enemy import add_enemy
from exams.bank.amend_law import amend_law
from exams.bank.write_case import reword_case, write_case
from exams.bank.write_item import write_item
from exams.demo import load_bank, open_demo_session
from exams.demo_sitting import sit_through
from exams.imports.draft import Case, Draft
from exams.models import Image, Item, ItemStat, ItemType, LawRef
from tests.browser.test_pages import CARE
from tests.browser.walk import EVERY_LOOK
from tests.factories.exams import LAWS, a_bank, a_county, an_officer
from tests.factories.exams_bank import a_key_change, a_used_version, an_administrator, picture_bytes

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
    text = Case("AL-01", "某超市销售超过保质期的食品，货值金额九百元，执法人员现场查获并拍照取证。")
    made.case = write_case(bank_id=made.bank.pk, by=made.by, at=at, case=text)
    case_item = Draft(
        place="", law=LAWS[0], code="AL-01-1", type="fill_in", stem="该行为应依照____处罚，并可以____。", options=(), key=(),
        article="第二十八条", explanation="依法责令改正。", difficulty=2, words=(("法律", "法规"), ("没收",)), case=text, order=1,
    )  # fmt: skip
    write_item(bank_id=made.bank.pk, by=made.by, at=at, draft=case_item)
    reword_case(
        group_id=made.case.pk, by=made.by, at=at, base=1, case=replace(text, stem=text.stem.replace("九百", "一千二百"))
    )
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
        **{
            f"new-{kind}": reverse("exam_item_new", args=[county.bank.pk])
            + f"?type={kind}&case={county.case.pk}&order=2"
            for kind in ItemType.values
        },
        "edit": reverse("exam_item_edit", args=[item]),
        "edit-words": reverse("exam_item_edit", args=[Item.objects.get(code="AL-01-1").pk]),
        "item-words": reverse("exam_item", args=[Item.objects.get(code="AL-01-1").pk]),
        "cases": reverse("exam_cases", args=[county.bank.pk]),
        "case": reverse("exam_case", args=[county.case.pk]),
        "case-new": reverse("exam_case_new", args=[county.bank.pk]),
        "case-edit": reverse("exam_case_edit", args=[county.case.pk]),
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


@pytest.mark.parametrize("way", CARE[:1])  # as they are otherwise, the walk over every page looks at them
def test_the_pages_of_the_bank_have_no_fault(browse, faults, county, way):
    found = {}
    every = list(pages(county).items())
    for name, path in every if EVERY_LOOK else every[::3]:
        page = browse(path, as_=county.admin, **way)
        found[name] = faults(page)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{'-'.join(map(str, way.values()))}.png", full_page=True)
        page.context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_an_item_is_written_with_a_picture_while_its_look_follows_the_typing(browse, faults, county):
    path = reverse("exam_item_new", args=[county.bank.pk]) + "?type=multiple"
    page = browse(path, as_=county.admin, language="en")
    page.fill("[name=code]", "BR-1")
    page.fill("[name=stem]", "下列哪些图示符合规定？")
    page.wait_for_selector("#look .stem:has-text('下列哪些图示符合规定')")
    for letter, text in zip("ABC", ("图一", "图二", "图三"), strict=True):
        page.fill(f"[name=option_{letter}]", text)
    page.check("[name=right][value=A]")
    page.check("[name=right][value=C]")
    page.wait_for_selector("#look .option >> nth=2")
    page.wait_for_selector("#look strong:has-text('AC')")
    file = {"name": "plan.png", "mimeType": "image/png", "buffer": picture_bytes(size=(320, 200))}
    page.set_input_files("#picture-file", files=[file])
    page.wait_for_selector(".picture-row img")
    page.fill("[name=pictures_alt]", "现场平面图")
    page.select_option("[name=pictures_place]", "B")
    page.wait_for_selector("#look .option:nth-child(2) img[alt='现场平面图']")
    page.fill("[name=article]", "第九条")
    page.select_option("[name=law_known]", index=1)
    assert faults(page) == []
    page.get_by_role("button", name="Write the item").click()
    page.wait_for_url("**/items/*/")
    item = Item.objects.select_related("current").get(code="BR-1")
    picture = {"sha256": Image.objects.get().sha256, "alt": "现场平面图", "place": "B"}
    assert item.current.media == [picture]
    assert item.current.keys.get().mask == 5
    assert page.locator(".look-options img").get_attribute("alt") == "现场平面图"


def test_items_are_ticked_and_retired_by_keyboard_alone(browse, county):
    page = browse(reverse("exam_items") + "?q=CF-00&sort=code", as_=county.admin, language="en")
    page.get_by_role("checkbox", name="Choose CF-001").focus()
    page.keyboard.press("Space")
    page.get_by_role("checkbox", name="Choose CF-002").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Retire").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=2 items")
    page.fill("[name=reason]", "表述有歧义")
    page.get_by_role("button", name="Retire").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/?q=CF-00*")
    assert set(Item.objects.exclude(retired_on=None).values_list("code", flat=True)) == {"CF-001", "CF-002"}
