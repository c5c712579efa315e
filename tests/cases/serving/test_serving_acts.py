"""Confirmed addresses, electronic service, sixty-day notices, channels, and heavy decisions to be filed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.models import Case, Decision, HeavyFiling
from cases.rules.loading import load
from cases.rules.registry import audit
from cases.serve import serve
from cases.service import NoConsent, NoticeRuns
from cases.serving.channels import channels_in
from cases.serving.confirm_address import ChannelMissing, NotSigned, confirm_address
from cases.serving.file_heavy import NothingToFile, file_heavy
from cases.serving.parameters import MARKET, SITE
from cases.serving.proposals import applied, proposals
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused


def do(world: w.World, act: Any, case: Case, day: str, part: str = "lead", **facts: Any) -> Any:
    return act(case_id=case.pk, by=world.by(part), at=w.at(day), **facts)


def test_electronic_service_needs_the_signed_confirmation_in_force(world: w.World) -> None:
    case = w.drawn_up(world)
    signed: dict[str, Any] = {"address": "开发区一号", "signed_by": "王某", "electronic": True}
    with refused(NotSigned, case, field="address"):
        do(world, confirm_address, case, "04-02", **{**signed, "address": " "})
    with refused(ChannelMissing, case, field="channel"):
        do(world, confirm_address, case, "04-02", **signed)
    do(world, confirm_address, case, "04-02", channel="a@example.com", **signed)
    do(world, confirm_address, case, "04-02", **{**signed, "electronic": False})
    electronic = {"officer_ids": world.pair, "method": "electronic"}
    with refused(NoConsent, case, field="consent"):
        do(world, serve, case, "04-03", **electronic)
    do(world, confirm_address, case, "04-02", channel="a@example.com", **signed)
    assert do(world, serve, case, "04-03", **electronic).address_version == 3


@pytest.mark.parametrize(("field", "early", "served"), [("urban", "05-02", "05-03"), ("agriculture", "06-01", "06-02")])
def test_a_public_notice_runs_thirty_or_sixty_days_by_field(
    world: w.World, field: str, early: str, served: str
) -> None:
    case = w.drawn_up(world)
    Case.objects.filter(pk=case.pk).update(field=field)
    notice: dict[str, Any] = {"officer_ids": world.pair, "method": "public", "posted_on": w.on("04-03")}
    if field == "agriculture":
        from tests.factories.certification import an_officer

        notice["officer_ids"] = [an_officer(world.agency, name=n, fields=(field,)).pk for n in ("寅某", "卯某")]
    with refused(NoticeRuns, case, field="posted_on"):
        do(world, serve, case, early, **notice)
    made = do(world, serve, case, "06-12", **notice)
    assert made.served_on == w.on(served)
    assert audit(load(case, today=w.on("06-12")), ["R23"]) == []


@pytest.mark.parametrize(
    ("field", "kinds", "shown"),
    [("urban", ["fine"], {"site": None}), ("market", ["fine"], {"site": None, "market": "2029-04-02"}),
     ("market", ["warning"], {"site": None})],
)  # fmt: skip
def test_each_channel_shows_by_its_own_rules(field: str, kinds: list[str], shown: dict[str, Any]) -> None:
    decision = Decision(kinds=kinds, decided_on=w.on("04-02"))
    found = {
        c.code: c.until_on and c.until_on.isoformat() for c in channels_in([SITE, MARKET], field, decision) if c.shown
    }
    assert found == shown


@pytest.mark.parametrize(("fine", "until"), [(5000, "2026-07-02"), (5001, "2029-04-02")])
def test_a_low_fine_leaves_a_channel_after_months_where_the_setting_says_how_low(fine: int, until: str) -> None:
    decision = Decision(kinds=["fine"], fine=Decimal(fine), decided_on=w.on("04-02"))
    assert [c.until_on for c in channels_in([{**MARKET, "light_fine": 5000}], "market", decision)] == [w.on(until)]


def test_the_market_channel_counts_from_the_publication_and_leaves_out_what_was_decided_on_the_spot() -> None:
    decision = Decision(kinds=["fine"], decided_on=w.on("04-02"))
    site, market = channels_in([SITE, MARKET], "market", decision, published_on=w.on("04-20"), on_spot=True)
    assert (site.shown, market.shown, market.until_on) == (True, False, w.on("2029-04-20"))
    assert channels_in([MARKET], "market", decision, published_on=w.on("04-20"))[0].shown


def test_private_facts_are_proposed_for_redaction_and_taken_out(world: w.World) -> None:
    case = w.registered(
        world, party_kind="person", party_name="张试验", party_code=w.PERSON_CODE, party_phone="0534-6201234",
        party_address="试验小区一号楼",
    )  # fmt: skip
    text = f"张试验（{w.PERSON_CODE}）住试验小区一号楼，电话13812345678，账号6222021234567890123，鲁N12345。"
    assert {p.found for p in proposals(text, case)} >= {"张试验", "试验小区一号楼", "13812345678", "鲁N12345"}
    left = applied(text, case)
    assert proposals(left, case) == []
    assert left.startswith("张某（＊＊＊）")


def test_a_heavy_decision_is_filed_with_the_justice_bureau(world: w.World) -> None:
    case = w.drawn_up(world)
    with refused(NothingToFile, case):
        do(world, file_heavy, case, "04-03", receipt="司备1号")
    Decision.objects.filter(case=case).update(fine=Decimal(192000))
    do(world, serve, case, "04-03", officer_ids=world.pair)
    assert HeavyFiling.objects.get(case=case).due_on == w.on("04-17")
    assert do(world, file_heavy, case, "04-10", receipt="司备1号").filed_on == w.on("04-10")
