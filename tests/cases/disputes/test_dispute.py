from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.disputes.acting import TextMissing
from cases.disputes.apply_dispute import OthersMissing, apply_dispute
from cases.disputes.coordinate import (
    accept_dispute,
    ask_opinions,
    follow_dispute,
    hold_coordination,
    propose_ruling,
    record_agreement,
)
from cases.disputes.give_opinion import give_opinion
from cases.disputes.models import Dispute
from cases.disputes.rule_dispute import rule_dispute
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.flowcharts.engine.refusals import NotYourStep
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Agency, Person
from tests.cases.acts import world as w
from tests.factories import flowcharts as charts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def bodies(db: None) -> dict[str, Any]:
    """Two departments with their heads, a supervisor and the government above them, chart D published."""
    county = Agency.objects.create(
        name="乐陵市人民政府", kind="government", division="371481", credit_code=charts.credit_code()
    )
    made: dict[str, Any] = {"county": county}
    for key, name in (("market", "乐陵市市场监督管理局"), ("urban", "乐陵市综合行政执法局")):
        made[key] = charts.an_agency(name, parent=county, fields=[key])
        made[f"{key}_head"] = charts.a_person("decide", agency=made[key], name=f"{name}局长")
    made["supervisor"] = charts.a_person("supervise", agency=county, name="监督科长")
    made["government"] = charts.a_person("govern", agency=county, name="政府办")
    charts.ship_one(county, "D")
    return made


def by(bodies: dict[str, Any], who: str) -> Any:
    person: Person = bodies[who]
    return charts.actor(person, bodies["county"])


def applied(bodies: dict[str, Any], who: str = "market_head", **changes: Any) -> Dispute:
    facts = {"kind": "both", "subject": "夜市食品摊点由谁查处", "facts": "两单位均已立案。", "claim": "请明确管辖。"}
    others = [bodies["urban"].pk]
    return apply_dispute(
        by=by(bodies, who),
        at=w.at("03-10"),
        applicant_id=bodies["market"].pk,
        **{"other_ids": others, **facts, **changes},
    )


def do(bodies: dict[str, Any], act: Any, dispute: Dispute, day: str, who: str = "supervisor", **facts: Any) -> Any:
    return act(dispute_id=dispute.pk, by=by(bodies, who), at=w.at(day), **facts)


def step(dispute: Dispute) -> tuple[str, str]:
    """Return the open step of a dispute and its last day."""
    record = StepRecord.objects.get(run=dispute.run, left_at__isnull=True, node__kind="task")
    return record.node.code, str(record.due_on)


def test_a_dispute_that_is_not_agreed_is_ruled_by_the_government(bodies: dict[str, Any]) -> None:
    dispute = applied(bodies)
    assert (dispute.number, step(dispute)) == ("执法争议〔2026〕1号", ("D02", "2026-03-17"))
    with pytest.raises(NotYourStep):
        do(bodies, accept_dispute, dispute, "03-11", who="market_head", outcome="accepted", text="属于争议。")
    do(bodies, accept_dispute, dispute, "03-11", outcome="accepted", text="属于执法争议。")
    assert {str(o.due_on) for o in dispute.opinions.all()} == {"2026-03-20"}
    with pytest.raises(NotAllowed):
        do(
            bodies,
            give_opinion,
            dispute,
            "03-12",
            who="market_head",
            agency_id=bodies["urban"].pk,
            text="应由我局负责。",
        )
    do(bodies, give_opinion, dispute, "03-12", who="urban_head", agency_id=bodies["urban"].pk, text="应由市监局负责。")
    do(bodies, ask_opinions, dispute, "03-20", outcome="collected", text="意见不一致。")
    with pytest.raises(OutOfOrder):
        do(bodies, give_opinion, dispute, "03-21", who="urban_head", agency_id=bodies["urban"].pk, text="迟到的意见")
    do(bodies, hold_coordination, dispute, "03-25", outcome="not_agreed", place="三楼会议室", text="未达成一致。")
    with pytest.raises(TextMissing):
        do(bodies, propose_ruling, dispute, "03-26", responsible_id=bodies["market"].pk, text=" ")
    do(bodies, propose_ruling, dispute, "03-26", responsible_id=bodies["market"].pk, text="建议由市监局负责。")
    assert step(dispute) == ("D07", "2026-04-27")  # thirty days, 04-25 is a Saturday
    with pytest.raises(NotYourStep):
        do(bodies, rule_dispute, dispute, "03-30", outcome="ruled", text="由市监局负责。")
    do(bodies, rule_dispute, dispute, "03-30", who="government", outcome="ruled", text="由市监局负责。")
    do(bodies, follow_dispute, dispute, "04-10", text="市监局已接办。")
    dispute.refresh_from_db()
    dispute.run.refresh_from_db()
    assert (dispute.run.end, dispute.responsible_id, str(dispute.ended_on)) == (
        "effected",
        bodies["market"].pk,
        "2026-04-10",
    )
    assert Entry.objects.filter(series=dispute.series).count() == 9
    assert dispute.papers.count() == 9


def test_a_dispute_may_be_agreed_refused_withdrawn_or_begun_ex_officio(bodies: dict[str, Any]) -> None:
    with pytest.raises(OthersMissing):
        applied(bodies, other_ids=[bodies["market"].pk])
    with pytest.raises(NotAllowed):
        applied(bodies, who="urban_head")
    agreed, refused, withdrawn = applied(bodies), applied(bodies), applied(bodies, who="supervisor")
    assert withdrawn.is_ex_officio
    do(bodies, accept_dispute, refused, "03-11", outcome="refused", text="不属于执法争议。")
    for dispute in (agreed, withdrawn):
        do(bodies, accept_dispute, dispute, "03-11", outcome="accepted", text="属于执法争议。")
    do(bodies, ask_opinions, withdrawn, "03-12", outcome="withdrawn", text="双方已自行一致。")
    do(bodies, ask_opinions, agreed, "03-12", outcome="collected", text="意见已齐。")
    do(bodies, hold_coordination, agreed, "03-13", outcome="agreed", place="会议室", text="达成一致。")
    do(bodies, record_agreement, agreed, "03-13", responsible_id=bodies["urban"].pk, text="由综合执法局负责。")
    assert step(agreed)[0] == "D08"
    ends = [Dispute.objects.select_related("run").get(pk=d.pk).run.end for d in (refused, withdrawn)]
    assert ends == ["refused", "withdrawn"]


def test_the_pages_do_the_acts_and_show_nothing_to_strangers(bodies: dict[str, Any]) -> None:
    client, stranger = Client(), Client()
    client.force_login(bodies["market_head"])
    stranger.force_login(charts.a_person("decide", agency=charts.an_agency("乐陵市水利局", parent=bodies["county"])))
    typed = {"applicant_id": bodies["market"].pk, "other_ids": [bodies["urban"].pk], "kind": "both", "subject": "夜市",
             "facts": "都已立案", "claim": ""}  # fmt: skip
    assert client.post(reverse("dispute_new"), typed).status_code == 303
    dispute = Dispute.objects.get()
    address = dispute.get_absolute_url()
    assert "夜市" in client.get(reverse("disputes")).content.decode()
    assert client.get(address).status_code == 200
    assert stranger.get(address).status_code == 404
    client.force_login(bodies["supervisor"])
    assert client.post(address, {"outcome": "accepted", "text": "属于"}).status_code == 303
    client.force_login(bodies["urban_head"])
    said = client.post(
        reverse("dispute_opinion", args=[dispute.pk]), {"agency_id": bodies["urban"].pk, "text": "归市监"}
    )
    assert said.status_code == 303
    paper = dispute.papers.last()
    assert client.get(reverse("dispute_paper", args=[dispute.pk, paper.pk])).content.startswith(b"%PDF")
    assert stranger.get(reverse("dispute_paper", args=[dispute.pk, paper.pk])).status_code == 404
    with pytest.raises(NotFound):
        give_opinion(dispute_id=dispute.pk, by=by(bodies, "market_head"), at=w.at("03-12"), agency_id=0, text="无")
