"""What the decision says of how the party was heard."""

from __future__ import annotations

from typing import Any

import pytest

from cases.documents.heard import heard_of
from cases.models import Case, Decision, Defence, Hearing
from tests.cases.acts import world as w

HELD = {"held_on": "05-07", "chair_name": "己某"}
TOLD = "告知书，告知拟作出的处罚及其享有的权利。"
ASKED = "当事人于2026年3月27日要求听证，并陈述：数额过高。"
CONVENED = "根据当事人2026年3月27日的申请，本机关于2026年5月7日公开举行听证，由己某主持。"
RECORD = "本机关根据听证笔录作出本决定。"


@pytest.fixture(scope="module")
def kept_case(kept: w.World, django_db_blocker: Any) -> Case:
    with django_db_blocker.unblock():
        return w.notified(kept, 120000)


def said(case: Case, *, reply: str = "", words: dict[str, Any] | None = None, hearing: Any = None) -> str:
    notice = case.notices.get()
    if words is not None:
        Defence.objects.create(notice=notice, **{"made_on": w.on("03-27"), **words})
    if hearing is not None:
        days = {name: w.on(value) if name.endswith("_on") else value for name, value in hearing.items()}
        Hearing.objects.create(case=case, **{"notice": notice, "requested_on": w.on("03-27"), **days})
    return heard_of(Decision(case=case, notice=notice, decided_on=w.on("05-20"), defence_reply=reply)).split(TOLD)[-1]


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        ({}, "当事人在法定期限内未提出陈述、申辩，未要求听证。"),
        ({"words": {"waived": True}}, "当事人书面明确放弃陈述、申辩和要求听证的权利。"),
        (
            {"words": {"text": "已改正。"}, "reply": "不予采纳"},
            "当事人于2026年3月27日提出陈述、申辩：已改正。当事人在法定期限内未要求听证。经复核：不予采纳。",
        ),
        (
            {"words": {"text": "数额过高", "hearing_requested": True}, "hearing": HELD, "reply": "不予采纳"},
            f"{ASKED}{CONVENED}经复核：不予采纳。{RECORD}",
        ),
        (
            {"hearing": {**HELD, "is_public": False}},
            f"{CONVENED.replace('公开', '不公开')}{RECORD}",
        ),
        (
            {"hearing": {"ended_on": "04-20", "end_reason": "withdrawn"}},
            "当事人于2026年3月27日申请听证，后撤回听证申请。",
        ),
        (
            {"hearing": {"ended_on": "05-07", "end_reason": "no_show"}},
            "当事人于2026年3月27日申请听证，经依法通知，无正当理由拒不出席，视为放弃听证权利。",
        ),
    ],
    ids=["silent", "waived", "spoke", "heard", "behind closed doors", "withdrawn", "stayed away"],
)
def test_a_decision_says_how_the_party_was_heard(
    kept_case: Case, world: w.World, facts: dict[str, Any], sentences: str
) -> None:
    assert said(kept_case, **facts) == sentences


def test_a_hearing_on_an_earlier_notice_is_told_with_its_number(kept_case: Case, world: w.World) -> None:
    first = kept_case.notices.get()
    Hearing.objects.create(
        case=kept_case, notice=first, requested_on=w.on("03-27"), held_on=w.on("05-07"), chair_name="己某"
    )
    first.pk, first.number, first.served_on = None, "第二次", w.on("05-12")
    first.save()
    text = heard_of(Decision(case=kept_case, notice=first, decided_on=w.on("05-20")))
    assert text.startswith(f"就{kept_case.notices.order_by('pk')[0].number}告知书，{CONVENED}本机关于2026年5月12日")
    assert text.endswith(f"未要求听证。{RECORD}")


def test_before_the_revision_no_decision_cites_the_record(kept_case: Case, world: w.World) -> None:
    notice = kept_case.notices.get()
    Hearing.objects.create(case=kept_case, notice=notice, requested_on=w.on("03-27"), held_on=w.on("05-07"))
    older = Decision(case=kept_case, notice=notice, decided_on=w.on("05-20").replace(year=2021))
    assert RECORD not in heard_of(older)
