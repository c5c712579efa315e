"""The editor of items and cases in the browser's terms: what a form sends, what comes back."""

from io import BytesIO

import pytest
from django.urls import reverse

from exams.bank.editor import next_code
from exams.models import Bank, Image, Item, ItemGroup, LawRef
from tests.exams.test_bank_pages import queries
from tests.exams.test_exam_admin_pages import as_, get
from tests.factories.exams import a_bank, a_county, an_officer
from tests.factories.exams_bank import an_administrator, picture_bytes

pytestmark = pytest.mark.django_db
COMMON = {"law_known": "", "article": "第三十六条", "explanation": "依据条文。", "difficulty": "3", "topic": "程序"}
NEW_LAW = {"law_name": "中华人民共和国行政处罚法", "version": "2027年修订", "in_force_from": "2027-01-01"}
SENT = {
    "single": {"stem": "应当向谁申请复议？", "option_A": "本级政府", "option_B": "上级法院", "right": "A"},
    "multiple": {
        "stem": "哪些属于当场处罚的条件？", "option_A": "事实确凿", "option_B": "有法定依据", "option_C": "数额较大",
        "right": ["A", "B"], "fixed": "on",
    },
    "true_false": {"stem": "当场收缴罚款必须出具专用票据。", "right": "B"},
    "fill_in": {"stem": "违法行为在____年内未被发现的，不再给予____。", "words": "二|两\n行政处罚"},
    "short_answer": {"stem": "简述立案的条件。", "guide": "四项条件", "points": "有违法行为\n属于管辖"},
}  # fmt: skip


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return a_bank(county, each=1)


@pytest.fixture
def admin(client, county):
    return as_(client, county.admin)


def send(client, bank, type_, **facts):
    address = reverse("exam_item_new", args=[bank.pk]) + f"?type={type_}"
    return client.post(address, {"code": f"N-{type_}", **COMMON, **NEW_LAW, **SENT[type_], **facts})


def law(bank):
    return str(LawRef.objects.filter(short="行政处罚法").order_by("pk").first().pk)


@pytest.mark.parametrize("type_", list(SENT))
def test_an_item_of_each_type_is_written_and_its_form_comes_back_filled(admin, bank, type_):
    assert f"type={type_}" in get(admin, "exam_item_new", bank.pk, type=type_)
    stem = SENT[type_]["stem"]
    answer = send(admin, bank, type_)
    item = Item.objects.select_related("current__law_ref").get(code=f"N-{type_}")
    assert answer.url == reverse("exam_item", args=[item.pk])
    assert (item.type, item.current.stem, item.current.topic) == (type_, stem, "程序")
    assert (item.current.law_ref.version, item.current.law_ref.article) == ("2027年修订", "第三十六条")
    assert item.current.keep_order == (type_ == "multiple")
    page = get(admin, "exam_item", item.pk)
    assert stem.split("____")[0] in page
    shown = admin.get(reverse("exam_item_edit", args=[item.pk]))
    again = {name: value for name, value in shown.context["form"].initial.items() if value is not None}
    again = {name: value for name, value in again.items() if value is not False and name != "pictures"}
    same = admin.post(reverse("exam_item_edit", args=[item.pk]), again)
    assert same.status_code == 409
    assert "Nothing was changed" in same.content.decode()
    changed = admin.post(reverse("exam_item_edit", args=[item.pk]), {**again, "explanation": "更清楚"})
    assert changed.status_code == 303, changed.content.decode()
    item.refresh_from_db()
    assert (item.current.number, item.current.explanation) == (2, "更清楚")


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(admin, bank):
    def errors(type_, **facts):
        answer = send(admin, bank, type_, **facts)
        assert answer.status_code == 422
        return answer.context["form"].errors

    assert set(errors("single", stem="", right="")) == {"stem", "right"}
    assert set(errors("single", right="D")) == {"right"}
    assert set(errors("single", option_D="隔了一个")) == {"option_C"}
    assert set(errors("single", option_B="本级政府")) == {"option_A"}
    assert set(errors("multiple", right=["A"])) == {"right"}
    assert set(errors("fill_in", words="二")) == {"words"}
    assert set(errors("fill_in", stem="没有空")) == {"stem"}
    assert set(errors("single", law_name="", version="", in_force_from="")) == {"law_name", "version", "in_force_from"}
    assert "应当向谁申请复议" in send(admin, bank, "single", article="").content.decode()
    assert Item.objects.filter(code__startswith="N-").count() == 0
    assert "type=single" in get(admin, "exam_item_new", bank.pk, type="essay")


def test_a_known_law_is_picked_with_its_version(admin, bank):
    send(admin, bank, "single", law_known=law(bank), law_name="", version="", in_force_from="")
    ref = Item.objects.get(code="N-single").current.law_ref
    assert (ref.law, ref.version, ref.article) == ("中华人民共和国行政处罚法", "2021年修订", "第三十六条")


def test_similar_items_are_named_and_confirmed(admin, bank):
    send(admin, bank, "single")
    first = Item.objects.get(code="N-single")
    address = reverse("exam_item_new", args=[bank.pk]) + "?type=single"
    facts = {"code": "N2", **COMMON, **NEW_LAW, **SENT["single"], "stem": "应当向谁去申请复议？"}
    answer = admin.post(address, facts)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert reverse("exam_item", args=[first.pk]) in page
    assert 'type="checkbox" name="similar_ok"' in page
    assert admin.post(address, {**facts, "similar_ok": "on"}).status_code == 303


def test_a_new_item_like_another_begins_with_its_law_and_topic(admin, bank):
    send(admin, bank, "multiple")
    item = Item.objects.get(code="N-multiple")
    page = admin.get(reverse("exam_item_new", args=[bank.pk]) + f"?like={item.pk}")
    form = page.context["form"]
    assert (form.type, form.initial["topic"], form.initial["article"]) == ("multiple", "程序", "第三十六条")
    form = admin.get(reverse("exam_item_new", args=[bank.pk])).context["form"]
    assert (form.type, form.initial.get("topic")) == ("single", None)
    assert form.initial["law_known"] == str(item.current.law_ref_id)
    assert "like=" in get(admin, "exam_item", item.pk)


def test_the_preview_shows_an_unfinished_item_as_candidates_will_see_it(admin, bank):
    def look(type_, **facts):
        answer = admin.post(reverse("exam_item_preview", args=[bank.pk, type_]), facts)
        assert answer.status_code == 200
        return answer.content.decode()

    assert "…" in look("single")
    page = look("multiple", stem="<b>哪些</b>", option_A="甲", option_C="丙", right=["A"])
    assert "&lt;b&gt;哪些" in page
    assert page.count('type="checkbox"') == 3
    assert look("fill_in", stem="在____内____", words="二|两").count("blank-inline") == 2
    assert "textarea" in look("short_answer", stem="简述")
    assert admin.post(reverse("exam_item_preview", args=[bank.pk, "essay"])).status_code == 404


def test_a_picture_is_sent_described_placed_and_taken_out_again(admin, bank):
    address = reverse("exam_picture_add", args=[bank.pk]) + "?places=ABCDEFGH"
    file = BytesIO(picture_bytes())
    file.name = "plan.png"
    row = admin.post(address, {"picture": file}).content.decode()
    image = Image.objects.get()
    assert image.sha256 in row
    assert "at option B" in row
    media = {"pictures_sha256": image.sha256, "pictures_alt": "平面图", "pictures_place": "B"}
    assert send(admin, bank, "single", **media, pictures_drop=image.sha256, code="N0").status_code == 303
    assert Item.objects.get(code="N0").current.media == []
    undescribed = send(admin, bank, "single", **{**media, "pictures_alt": ""}, similar_ok="on")
    assert set(undescribed.context["form"].errors) == {"pictures"}
    assert image.sha256 in undescribed.content.decode()
    lost = send(admin, bank, "single", **{**media, "pictures_sha256": "0" * 64}, similar_ok="on")
    assert set(lost.context["form"].errors) == {"pictures"}
    assert send(admin, bank, "single", **media, similar_ok="on").status_code == 303
    item = Item.objects.get(code="N-single")
    assert item.current.media == [{"sha256": image.sha256, "alt": "平面图", "place": "B"}]
    assert reverse("exam_picture", args=[image.sha256]) in get(admin, "exam_item", item.pk)
    bad = BytesIO(b"no picture")
    bad.name = "x.png"
    assert admin.post(address, {"picture": bad}).status_code == 422
    assert admin.post(address).status_code == 422


def test_a_case_is_written_gets_items_and_a_new_text(admin, bank):
    answer = admin.post(reverse("exam_case_new", args=[bank.pk]), {"code": "AL-1", "stem": "某饭店使用过期原料。"})
    group = ItemGroup.objects.get()
    assert answer.url == reverse("exam_case", args=[group.pk])
    assert admin.post(reverse("exam_case_new", args=[bank.pk]), {"code": "AL-1", "stem": "x"}).status_code == 422
    assert admin.post(reverse("exam_case_new", args=[bank.pk]), {"code": "AL-2"}).status_code == 422
    assert send(admin, bank, "single", case=group.pk, order=1).status_code == 303
    page = get(admin, "exam_case", group.pk)
    assert "N-single" in page
    assert f"case={group.pk}&amp;order=2" in page
    assert "AL-1" in get(admin, "exam_item", Item.objects.get(code="N-single").pk)
    edit = reverse("exam_case_edit", args=[group.pk])
    assert admin.post(edit, {"base": 1, "stem": "某饭店使用过期原料。"}).status_code == 409
    assert admin.post(edit, {"base": 1, "stem": "某饭店使用过期酱油。"}).status_code == 303
    page = get(admin, "exam_case", group.pk)
    assert "<del>" in page
    assert Item.objects.get(code="N-single").current.group_version.number == 2
    assert "AL-1" in get(admin, "exam_cases", bank.pk, q="酱油")
    assert "AL-1" not in get(admin, "exam_cases", bank.pk, q="没有")


def test_the_list_of_cases_costs_the_same_for_one_and_for_three(admin, bank):
    ItemGroup.objects.create(bank=bank, code="A")
    get(admin, "exam_cases", bank.pk)
    before = queries(admin, "exam_cases", bank.pk)
    for code in "BC":
        ItemGroup.objects.create(bank=bank, code=code)
    assert queries(admin, "exam_cases", bank.pk) == before


def test_only_those_of_the_bank_s_agency_write_there(client, county, bank):
    group = ItemGroup.objects.create(bank=bank, code="A")
    item = Item.objects.filter(bank=bank).first()
    pages = [
        ("exam_item_new", bank.pk), ("exam_case_new", bank.pk), ("exam_item_edit", item.pk), ("exam_case_edit", group.pk),
    ]  # fmt: skip
    reads = [("exam_cases", bank.pk), ("exam_case", group.pk)]
    posts = [reverse("exam_picture_add", args=[bank.pk]), reverse("exam_item_preview", args=[bank.pk, "single"])]
    as_(client, an_officer(county.bureau))
    for name, pk in [*pages, *reads]:
        get(client, name, pk, status=403)
    as_(client, an_administrator(county.bureau))
    for name, pk in [*pages, *reads]:
        get(client, name, pk, status=404)
    assert [client.post(address).status_code for address in posts] == [404, 404]
    Bank.objects.filter(pk=bank.pk).update(share="below")
    for name, pk in pages:
        get(client, name, pk, status=403)
    for name, pk in reads:
        get(client, name, pk)
    assert [client.post(address).status_code for address in posts] == [403, 403]


@pytest.mark.parametrize(
    ("code", "taken", "free"),
    [
        ("CF-009", (), "CF-010"),
        ("CF-009", ("CF-010", "CF-011"), "CF-012"),
        ("CF-99", (), "CF-100"),
        ("AL-1-07", (), "AL-1-08"),
        ("无编号", (), ""),
    ],
)
def test_the_next_free_code_is_proposed(code, taken, free):
    assert next_code(code, taken) == free
