"""A case is closed for what its file bears out, archived in order with page numbers, locked, and exported with hashes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.archive_case import with_pages
from cases.close_case import CashOut, PapersMissing, ReasonUnfounded, close_case
from cases.documents.order import in_order
from cases.execution.hand_in import hand_in
from cases.models import Case, Paper
from cases.outcomes.record_remedy import record_remedy
from cases.record_payment import record_payment
from cases.serving.confirm_address import confirm_address
from enforcement.errors import OutOfOrder
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused


def do(world: w.World, act: Any, case: Case, day: str, part: str = "lead", **facts: Any) -> Any:
    return act(case_id=case.pk, by=world.by(part), at=w.at(day), **facts)


@pytest.mark.parametrize("reason", ["court", "revoked", "no_penalty", "transferred", "crime", "withdrawn"])
def test_a_performed_case_is_closed_for_no_other_reason(world: w.World, reason: str) -> None:
    case = w.performed(world)
    with refused(ReasonUnfounded, case, field="reason"):
        do(world, close_case, case, "04-20", "head", reason=reason)


def test_a_case_is_not_closed_with_cash_on_its_way_or_a_paper_missing(world: w.World) -> None:
    case = w.served(world, publish=False)
    cash: dict[str, Any] = {"amount": Decimal(5000), "receipt": "鲁财006", "channel": "on_the_spot", "ground": "69"}
    made = do(world, record_payment, case, "04-16", outcome="performed", **cash)
    with refused(CashOut, case):
        do(world, close_case, case, "04-20", "head", reason="performed")
    do(world, hand_in, case, "04-17", payment_id=made.pk, handed_in_on=w.on("04-17"), banked_on=w.on("04-17"))
    Paper.objects.filter(case=case, code="SD").update(code="QT")
    with refused(PapersMissing, case):
        do(world, close_case, case, "04-20", "head", reason="performed")
    Paper.objects.filter(case=case, code="QT").update(code="SD")
    do(world, close_case, case, "04-20", "head", reason="performed")


def test_the_archived_file_is_ordered_numbered_locked_and_exported_with_hashes(client: Client, world: w.World) -> None:
    case = w.archived(world)
    papers = in_order(list(case.papers.all()))
    codes = [p.code for p in papers]
    assert (codes[0], codes[-1]) == ("ML", "BK")
    assert codes.index("LA") < codes.index("JD") < codes.index("GZ") < codes.index("XW") < codes.index("JK")
    assert codes.index("JK") < codes.index("AY") < codes.index("ZJ") < codes.index("SH") < codes.index("JA")
    listed = with_pages(papers)
    assert [first for _p, first, _last in listed[1:]] == [last + 1 for _p, _first, last in listed[:-1]]
    with refused(OutOfOrder, case):
        do(world, confirm_address, case, "04-23", address="一号", signed_by="王某")
    do(world, record_remedy, case, "04-23", kind="litigation", organ="乐陵市人民法院", filed_on=w.on("04-23"))
    client.force_login(world.people["archivist"])
    answer = client.get(reverse("case_package", args=[case.pk]))
    bundle = zipfile.ZipFile(io.BytesIO(answer.content))
    told = json.loads(bundle.read("manifest.json"))
    assert len(told["papers"]) == case.papers.count()
    assert all(hashlib.sha256(bundle.read(p["file"])).hexdigest() == p["sha256"] for p in told["papers"])
    ledger = json.loads(bundle.read("ledger.json"))
    assert (ledger[-1]["verb"], ledger[-1]["hash"]) == ("case.record_remedy", told["ledger_head"])
    assert client.get(reverse("remedy_list")).status_code == 200
    assert (
        client.get(
            reverse("case_package", args=[w.filed(world, party_name="乐陵市乙公司", party_code="").pk])
        ).status_code
        == 404
    )
