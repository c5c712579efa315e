from __future__ import annotations

import re
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from cases.drafting import signature
from cases.drafting.begin_draft import MadeByItsStep, begin_draft
from cases.drafting.content import content_of
from cases.drafting.issue_draft import OwnPaper, issue_draft
from cases.drafting.save_draft import NotADraft, drop_draft, save_draft
from cases.drafting.signed import ProviderUnknown, is_signed
from cases.drafting.submit_draft import GapsOpen, NotSubmitted, WhyMissing, return_draft, submit_draft
from cases.models import Paper, PaperDraft
from cases.papers import content_of as stored
from enforcement.errors import NotAllowed
from enforcement.flowcharts.engine.refusals import RunClosed
from enforcement.flowcharts.models import Run
from enforcement.organisation.models import ParameterValue
from enforcement.web.fonts import GlyphMissing
from enforcement.web.worklist import items_for
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused

ANSWERS = {"违反的规定": "城市道路管理条例第二十七条", "改正期限": "2026年3月30日", "改正要求": "清除堆放的沙子。"}


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def set_to(world: w.World, code: str, value: str) -> None:
    ParameterValue.objects.create(
        agency=world.agency,
        code=code,
        value=value,
        from_on=w.on("01-01"),
        source="x",
        set_by="甲",
        set_at=w.at("01-01"),
    )


def a_draft(world: w.World, case: Any, key: str = "ZG", **answers: str) -> PaperDraft:
    draft = begin_draft(case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), key=key)
    return save_draft(
        draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 10), title=draft.title, text=content_of(draft).text,
        answers=answers or ANSWERS,
    )  # fmt: skip


def test_a_paper_is_filled_asked_submitted_and_issued_with_its_number(world: w.World) -> None:
    case = w.filed(world)
    begun = begin_draft(case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), key="ZG")
    kept = content_of(begun)
    assert "巡查发现当事人" in kept.text
    assert kept.missing == list(ANSWERS)
    assert "巡查发现" not in begun.sealed, "what names people is sealed at rest"
    with refused(GapsOpen, case) as found:
        submit_draft(draft_id=begun.pk, by=world.by("lead"), at=w.at("03-16"))
    assert "改正期限" in str(found.value)
    draft = a_draft(world, case)
    submit_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 11))
    paper = issue_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 12))
    assert (paper.code, paper.number) == ("ZG", "乐综执责改〔2026〕1号")
    said = text_of(stored(paper))
    for words in (
        "清除堆放的沙子",
        "乐综执责改〔2026〕1号",
        "乐陵市甲建材有限公司：",
        "乐陵市人民政府",
        "2026年3月16日",
    ):
        assert words in said
    draft.refresh_from_db()
    assert (draft.state, draft.paper, draft.sealed) == ("issued", paper, "")
    with refused(NotSubmitted, case):
        issue_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 13))


def test_a_refused_issue_gives_its_number_back(world: w.World) -> None:
    case = w.filed(world)
    draft = a_draft(world, case, **{**ANSWERS, "改正要求": "清除\U0001f600"})
    submit_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 11))
    with refused(GlyphMissing, case):
        issue_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 12))
    return_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 13), why="错字")
    set_to(world, "case.number_style", "with_di")
    other = a_draft(world, case)
    submit_draft(draft_id=other.pk, by=world.by("lead"), at=w.at("03-16", 14))
    assert issue_draft(draft_id=other.pk, by=world.by("lead"), at=w.at("03-16", 15)).number == "乐综执责改〔2026〕第1号"


def test_another_issues_what_the_head_approves_and_returns_it_with_a_reason(world: w.World) -> None:
    case = w.filed(world)
    told = {
        "协助单位": "某局",
        "协助原因": "核对",
        "协助事项": "查询登记",
        "回复期限": "2026年3月30日",
        "本机关电话": "0534",
    }
    draft = a_draft(world, case, "XZ", **told)
    submit_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 11))
    with refused(NotAllowed, case):
        issue_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 12))
    with refused(WhyMissing, case, field="why"):
        return_draft(draft_id=draft.pk, by=world.by("head"), at=w.at("03-16", 12), why=" ")
    return_draft(draft_id=draft.pk, by=world.by("head"), at=w.at("03-16", 12), why="写明登记的种类")
    with refused(NotAllowed, case):
        save_draft(draft_id=draft.pk, by=world.by("head"), at=w.at("03-16", 12), title="甲", text="乙", answers={})
    submit_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 13))
    assert issue_draft(draft_id=draft.pk, by=world.by("head"), at=w.at("03-16", 14)).number.startswith("乐综执协查")
    own = begin_draft(case_id=case.pk, by=world.by("head"), at=w.at("03-16"), key="XZ")
    save_draft(draft_id=own.pk, by=world.by("head"), at=w.at("03-16"), title="函", text="请协助。", answers=told)
    submit_draft(draft_id=own.pk, by=world.by("head"), at=w.at("03-16", 15))
    with refused(OwnPaper, case):
        issue_draft(draft_id=own.pk, by=world.by("head"), at=w.at("03-16", 16))


def test_papers_of_acts_ended_cases_and_strangers_are_refused(world: w.World) -> None:
    case = w.filed(world)
    with refused(MadeByItsStep, case):
        begin_draft(case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), key="JD")
    with refused(NotAllowed, case):
        begin_draft(case_id=case.pk, by=world.by("clerk"), at=w.at("03-16"), key="ZG")
    draft = a_draft(world, case)
    drop_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16"))
    with refused(NotADraft, case):
        submit_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16"))
    Run.objects.filter(pk=case.run_id).update(closed_at=w.at("03-17"))
    with refused(RunClosed, case):
        begin_draft(case_id=case.pk, by=world.by("lead"), at=w.at("03-18"), key="ZG")


def test_a_stored_paper_is_signed_and_a_changed_entry_is_found(world: w.World, client: Client) -> None:
    paper = w.registered(world).papers.get(code="AY")
    assert is_signed(paper)
    address = f"{reverse('paper_check')}?sha256={paper.sha256}"
    assert "文书与入卷时一致" in client.get(address).content.decode()
    Paper.objects.filter(pk=paper.pk).update(number="甲〔2026〕9号")
    assert "签名无效" in client.get(address).content.decode()
    assert "没有这份文书" in client.get(reverse("paper_check") + "?sha256=" + "0" * 64).content.decode()
    assert "这不是SHA-256" in client.get(reverse("paper_check") + "?sha256=xyz").content.decode()


def test_another_provider_signs_once_the_agency_chose_it(world: w.World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_to(world, "case.signature_provider", "county")
    with refused(ProviderUnknown, None):
        w.registered(world)

    class County:
        name = "county"

        def sign(self, message: bytes) -> dict[str, Any]:
            return {"value": message.decode()[::-1]}

        def verify(self, message: bytes, signature: dict[str, Any]) -> bool:
            return signature["value"] == message.decode()[::-1]

    monkeypatch.setattr(signature, "PROVIDERS", signature.PROVIDERS)
    monkeypatch.setitem(signature.PROVIDERS, "county", County())
    paper = w.registered(world).papers.get(code="AY")
    assert (paper.signature["provider"], is_signed(paper)) == ("county", True)


def test_the_page_saves_as_one_types_and_shows_the_page(world: w.World, client: Client) -> None:
    case = w.filed(world)
    client.force_login(world.people["lead"])
    chosen = client.get(reverse("paper_choose", args=[case.pk])).content.decode()
    assert "责令改正通知书" in chosen
    assert "由环节自动制作：制作决定书" in chosen
    answer = client.post(reverse("paper_choose", args=[case.pk]), {"key": "ZG"})
    address = answer["Location"]
    page = client.get(address).content.decode()
    assert "需要您填写" in page
    sent = {f"ask:{label}": said for label, said in ANSWERS.items()} | {
        "title": "责令改正通知书",
        "text": "限【改正期限】前改正<b>。",
    }
    said = client.post(address, sent, headers={"accept": "application/json"}).json()
    assert "限2026年3月30日前改正&lt;b&gt;。" in said["sheet"]
    assert '<p class="sheet-head">乐陵市综合行政执法局</p>' in said["sheet"]
    assert (re.fullmatch(r"\d\d:\d\d", said["saved"]) is not None, said["missing"]) == (True, [])
    assert client.get(f"{address}draft.pdf").content.startswith(b"%PDF-")
    assert address in client.get(reverse("case", args=[case.pk])).content.decode()
    client.force_login(world.people["head"])
    assert "正在拟写这份文书" in client.get(address).content.decode()
    client.force_login(world.people["lead"])
    assert (
        client.post(address, {**sent, "then": "submit", "text": "【改正要求】", "ask:改正要求": ""}).status_code == 422
    )
    assert client.post(address, {**sent, "then": "issue"}).status_code == 302
    assert case.papers.filter(code="ZG").count() == 1
    assert client.get(address).status_code == 302


def test_what_waits_for_the_head_is_on_the_desk(world: w.World, rf: Any) -> None:
    case = w.filed(world)
    draft = a_draft(world, case, "XTC", 提供期限="2026年3月30日", 材料清单="账簿")
    submit_draft(draft_id=draft.pk, by=world.by("lead"), at=w.at("03-16", 11))
    request = rf.get("/")
    request.user = world.people["head"]
    assert "签发：限期提供材料通知书" in [str(item.title) for item in items_for(request)]
