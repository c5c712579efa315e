from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cases.desk import to_do
from cases.models import Case, Measure
from cases.pages import PAGES, Page, bind
from cases.publish_decision import withdraw_publication
from cases.queries import cases
from cases.supervision.desk.projecting import project_all
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.models import Agency
from tests.cases.acts import world as w
from tests.factories import flowcharts as charts

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")


def sign_in(client: Client, world: w.World, part: str) -> Client:
    client.force_login(world.people[part])
    return client


def page_of(case: Case, code: str) -> str:
    return reverse("case_step", args=[case.pk, w.record_of(case, code).pk])


STAGES: list[tuple[Any, str, str, str]] = [
    (w.registered, "P02", "lead", "clerk"),
    (w.reported, "P07", "checker", "lead"),
    (w.proposed, "P09", "lead", "head"),
    (w.notified, "P10", "lead", "head"),
    (w.heard, "P14", "head", "lead"),
    (w.decided, "P15", "lead", "head"),
    (w.drawn_up, "P16", "lead", "head"),
    (w.served, "P17", "publisher", "lead"),
    (w.served, "P18", "lead", "publisher"),
    (w.performed, "P21", "head", "lead"),
    (w.closed, "P22", "archivist", "lead"),
    (w.interviewed, "P05", "lead", "head"),
]


@pytest.mark.parametrize(("stage", "code", "mine", "other"), STAGES, ids=[s[1] for s in STAGES])
def test_a_step_is_offered_to_its_duty_and_explained_to_the_others(
    client: Client, world: w.World, stage: Any, code: str, mine: str, other: str
) -> None:
    case = stage(world)
    address = page_of(case, code)
    own = sign_in(client, world, mine).get(address).content.decode()
    assert 'name="act_id"' in own
    assert "本环节法定要求" in own
    read = sign_in(client, world, other).get(address).content.decode()
    assert 'name="act_id"' not in read
    assert "办理主体" in read
    listed = client.get(reverse("case", args=[case.pk])).content.decode()
    assert address in listed


@pytest.mark.parametrize(
    ("outcome", "code"), [("preserve", "P30"), ("seize", "P31"), ("recusal", "P32"), ("crime", "T01")]
)
def test_measures_and_plain_records_have_their_pages(client: Client, world: w.World, outcome: str, code: str) -> None:
    case = w.filed(world)
    w.investigate(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), outcome=outcome, officer_ids=world.pair, ground="需要"
    )
    part = "lead" if code in {"P30", "P31"} else "head"
    assert 'name="act_id"' in sign_in(client, world, part).get(page_of(case, code)).content.decode()
    if code == "T01":
        sent = {"crime": "生产、销售伪劣产品罪", "officer_ids": world.pair}
        assert client.post(page_of(case, code), sent).status_code == 303
        assert w.open_codes(case) == {"T02"}


def test_pages_speak_english_too(client: Client, world: w.World) -> None:
    case = w.heard(world)
    client.cookies["language"] = "en"
    sign_in(client, world, "head")
    text = client.get(page_of(case, "P14")).content.decode()
    assert "What the law asks here" in text
    assert "Penalise" in text
    assert "Decide" in client.get(reverse("case_list")).content.decode()


def test_what_was_typed_stays_when_the_law_refuses(client: Client, world: w.World) -> None:
    case = w.heard(world)
    sign_in(client, world, "head")
    sent = {
        "outcome": "penalise",
        "kinds": ["fine"],
        "fine": "9000",
        "discretion": "加重理由",
        "publish_reason": "影响大",
    }
    answer = client.post(page_of(case, "P14"), sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "加重理由" in text
    assert "第四十五条第二款" in text
    assert w.open_codes(case) == {"P14"}


def test_a_form_sent_twice_is_done_once(client: Client, world: w.World) -> None:
    case = w.heard(world)
    sign_in(client, world, "head")
    address = page_of(case, "P14")
    act_id = client.get(address).context["act_id"]
    sent = {
        "outcome": "penalise",
        "kinds": ["fine"],
        "fine": "5000",
        "publish": "on",
        "publish_reason": "影响大",
        "act_id": act_id,
    }
    first, second = client.post(address, sent), client.post(address, sent)
    assert [first.status_code, second.status_code] == [303, 303]
    assert w.open_codes(case) == {"P15"}
    assert "办结" in client.get(address).content.decode()


def test_those_who_cannot_act_stand_there_with_the_reason(client: Client, world: w.World) -> None:
    case = w.registered(world)
    text = sign_in(client, world, "lead").get(page_of(case, "P02")).content.decode()
    assert "丁某" in text
    helper = charts.a_person(name="庚某")
    w.a_post(helper, world.agency)
    w.duty(helper, world.agency, "handle")
    text = client.get(page_of(case, "P02")).content.decode()
    assert "庚某" not in text or "不能办理" in text


def test_acts_beside_are_offered_where_there_is_something_to_do(client: Client, world: w.World) -> None:
    case = w.interviewed(world)
    sign_in(client, world, "lead")
    text = client.get(reverse("case", args=[case.pk])).content.decode()
    inquiry, dispose = (reverse("case_act", args=[case.pk, act]) for act in ("record_inquiry", "dispose_measure"))
    assert inquiry in text
    assert dispose not in text
    assert client.get(dispose).status_code == 404
    measure = Measure.objects.create(
        case=case,
        kind="seize",
        taken_on=w.on("03-18"),
        approved_by="局长",
        items="沙子",
        legal_basis="法",
        due_on=w.on("04-17"),
    )
    for act in ("dispose_measure", "record_testing", "attach_paper", "record_inquiry"):
        assert client.get(reverse("case_act", args=[case.pk, act])).status_code == 200
    assert (
        client.post(
            dispose, {"measure_id": measure.pk, "disposition": "returned", "ended_on": "2026-04-16"}
        ).status_code
        == 303
    )
    assert 'name="act_id"' not in client.get(reverse("case_act", args=[case.pk, "change_lead"])).content.decode()
    sign_in(client, world, "head")
    assert client.get(reverse("case_act", args=[case.pk, "change_lead"])).status_code == 200
    assert client.get(reverse("case_act", args=[case.pk, "nothing"])).status_code == 404
    assert client.get(reverse("case_act", args=[case.pk, "decide"])).status_code == 404


def test_a_paper_is_attached_over_http(client: Client, world: w.World) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    case = w.filed(world)
    sign_in(client, world, "lead")
    address = reverse("case_act", args=[case.pk, "attach_paper"])
    bad = client.post(address, {"title": "照片", "file": SimpleUploadedFile("a.pdf", b"MZ")})
    assert bad.status_code == 422
    good = client.post(address, {"title": "照片", "file": SimpleUploadedFile("a.exe", b"%PDF-1.7 x")})
    assert good.status_code == 303
    assert case.papers.get(title="照片").media_type == "application/pdf"


def test_papers_are_files_for_those_who_see_the_case_alone(client: Client, world: w.World) -> None:
    case = w.drawn_up(world)
    paper = case.papers.get(code="JD")
    address = reverse("case_paper", args=[case.pk, paper.pk])
    answer = sign_in(client, world, "lead").get(address)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(reverse("case_paper", args=[case.pk, 0])).status_code == 404
    other = charts.an_agency("另一局", parent=world.government)
    stranger = charts.a_person("handle", agency=other)
    client.force_login(stranger)
    for name, arguments in (("case_paper", [case.pk, paper.pk]), ("case", [case.pk]), ("paper_choose", [case.pk])):
        assert client.get(reverse(name, args=arguments)).status_code == 404
    assert case.cause not in client.get(reverse("case_list")).content.decode()


def test_who_takes_part_sees_the_case_of_another_agency(client: Client, world: w.World) -> None:
    case = w.filed(world)
    guest = charts.a_person(name="借调主持人")
    assert not cases().visible_to(guest.pk).exists()
    client.force_login(guest)
    assert client.get(reverse("case_list")).status_code == 403
    case.assignments.create(person=guest, name=guest.name, role="co", from_on=w.on("03-12"))
    assert client.get(reverse("case", args=[case.pk])).status_code == 200


def test_somebody_signed_out_is_asked_to_sign_in(client: Client, world: w.World) -> None:
    case = w.registered(world)
    for address in (reverse("case_list"), reverse("case", args=[case.pk]), reverse("case_register")):
        assert client.get(address).status_code == 302


def test_the_list_asks_the_database_as_often_for_three_cases_as_for_one(client: Client, world: w.World) -> None:
    w.registered(world)
    sign_in(client, world, "lead")
    client.get(reverse("case_list"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("case_list")).status_code == 200
        return len(caught)

    one = queries()
    w.filed(world, party_name="乙", party_code="")
    w.registered(world, party_name="丙", party_code="")
    assert queries() == one


def test_the_list_is_filtered_by_what_people_ask(client: Client, world: w.World) -> None:
    first = w.registered(world)
    second = w.interviewed(world, party_name="乐陵市乙公司", party_code="")
    done = w.served(world, party_name="乐陵市丙公司", party_code="")
    project_all()
    sign_in(client, world, "lead")

    def found(**query: str) -> set[int]:
        return {case.pk for case in client.get(reverse("case_list"), query).context["cases"].objects}

    everything = {first.pk, second.pk, done.pk}
    assert found() == everything
    assert found(q="乙公司") == {second.pk}
    assert found(q=first.clue_number) == {first.pk}
    assert found(state="open") == everything
    assert found(state="ended") == set()
    assert found(state="mine") == {second.pk, done.pk}
    assert found(step="P05") == {second.pk}
    assert found(step="P18") == {done.pk}
    assert found(field="urban") == everything
    assert found(light="red") == everything
    assert found(light="yellow") == found(light="green") == set()
    assert found(sort="due") == everything


def test_the_desk_shows_each_person_the_own_steps(world: w.World) -> None:
    case = w.filed(world)
    Measure.objects.create(
        case=case,
        kind="preserve",
        taken_on=w.on("03-16"),
        approved_by="局长",
        items="甲",
        legal_basis="乙",
        due_on=w.on("03-25"),
    )

    def titles(part: str) -> list[str]:
        request = RequestFactory().get("/")
        request.user = world.people[part]
        with translation.override("zh-hans"):
            return [str(item.title) for item in to_do(request)]

    assert titles("lead") == ["P05 调查取证", "期限届满，应当解除并返还：先行登记保存"]
    Measure.objects.update(kind="seize", test_from_on=w.on("03-20"), test_told_on=w.on("03-20"))
    assert titles("lead") == ["P05 调查取证", "正在检测，期限暂停计算：查封、扣押"]
    assert titles("third") == []
    assert titles("head") == []
    assert titles("helper") == []
    w.registered(world, party_name="乙", party_code="")
    assert titles("third") == ["P02 立案前核查"]


def test_the_timeline_tells_everything_in_words(client: Client, world: w.World) -> None:
    case = w.interviewed(world)
    text = sign_in(client, world, "lead").get(reverse("case_timeline", args=[case.pk])).content.decode()
    for words in ("P01 线索登记", "案件按已公布的流程图开始办理", "制作询问笔录", "甲某"):
        assert words in text


def test_an_archived_and_an_outside_case_say_so(client: Client, world: w.World) -> None:
    case = w.archived(world)
    sign_in(client, world, "publisher")
    text = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "本案已归档" in text
    withdraw = reverse("case_act", args=[case.pk, "withdraw_publication"])
    assert withdraw in text
    assert client.post(withdraw, {"reason": "复议撤销"}).status_code == 303
    assert client.get(withdraw).status_code == 404
    Case.objects.filter(pk=case.pk).update(archived_on=None)
    assert "本程序已结束" in client.get(reverse("case", args=[case.pk])).content.decode()
    Case.objects.filter(pk=case.pk).update(origin="outside", run=None)
    assert "外部系统" in client.get(reverse("case", args=[case.pk])).content.decode()


def test_the_public_reads_what_was_published_and_nothing_else(client: Client, world: w.World) -> None:
    shown, hidden = w.published(world), w.served(world, party_name="乐陵市乙公司", party_code="")
    listed = client.get(reverse("decision_list"))
    assert [p.case_id for p in listed.context["decisions"].objects] == [shown.pk]
    text = client.get(reverse("decision", args=[shown.pk])).content.decode()
    assert "罚款5000元。" in text
    assert "乐陵市开发区一号" not in text
    saved = client.get(reverse("decision", args=[shown.pk]), {"as": "txt"})
    assert hashlib.sha256(saved.content).hexdigest() == shown.publication.sha256
    assert client.get(reverse("decision", args=[hidden.pk])).status_code == 404
    for query, count in (
        ({"q": shown.decision.number}, 1),
        ({"q": "甲建材"}, 1),
        ({"q": "乙公司"}, 0),
        ({"year": "2026"}, 1),
        ({"agency": str(world.agency.pk)}, 1),
        ({"year": "1999"}, 1),
    ):
        assert len(client.get(reverse("decision_list"), query).context["decisions"].objects) == count, query
    withdraw_publication(case_id=shown.pk, by=world.by("publisher"), at=w.at("05-06"), reason="行政复议撤销")
    text = client.get(reverse("decision", args=[shown.pk])).content.decode()
    assert "行政复议撤销" in text
    assert "罚款5000元。" not in text
    assert client.get(reverse("decision_list"), {"q": "甲建材"}).context["decisions"].objects == []


def test_a_wrong_address_of_a_step_is_not_found(client: Client, world: w.World) -> None:
    first, second = w.registered(world), w.registered(world, party_name="乙", party_code="")
    sign_in(client, world, "lead")
    foreign = reverse("case_step", args=[first.pk, w.record_of(second, "P02").pk])
    assert client.get(foreign).status_code == 404


def test_a_registration_over_http_says_what_is_wrong_and_keeps_it(client: Client, world: w.World) -> None:
    sign_in(client, world, "clerk")
    assert client.get(reverse("case_register")).status_code == 200
    sent = {
        "agency_id": world.agency.pk,
        "field": "urban",
        "source": "inspection",
        "clue_on": "2026-03-10",
        "cause": "甲",
        "summary": "乙",
        "party_kind": "person",
        "party_name": "丙某某",
        "party_code": "371481190001010012",
    }
    answer = client.post(reverse("case_register"), sent)
    assert answer.status_code == 422
    assert "丙某某" in answer.content.decode()
    Agency.objects.filter(pk=world.agency.pk).update(fields=[])
    assert client.get(reverse("case_register")).status_code == 200


def test_an_act_has_one_page() -> None:
    page = PAGES["decide"]
    with pytest.raises(ValueError, match="two pages"):
        bind(Page("decide", "x", page.form, page.do))


def test_every_act_of_the_chart_that_is_ours_has_a_page(world: w.World) -> None:
    case = w.registered(world)
    acts = set(StepRecord.objects.first().node.version.nodes.filter(kind="task").values_list("act", flat=True))
    assert case.pk
    assert acts - set(PAGES) <= {"register_clue", "review"} | {a for a in acts if a in PAGES}
