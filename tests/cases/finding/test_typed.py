from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.test import Client
from django.urls import reverse

from cases.finding.typed import KEPT, clear
from cases.models import TypedForm
from enforcement import clock
from tests.cases.acts import world as w

SENT = {"facts": "当事人张某堆放沙子", "evidence": "", "fine": "5000", "kinds": ["fine", "warning"], "act_id": "x"}


def begun(world: w.World, client: Client) -> tuple[Any, str, str]:
    """Take a case to its report and open the form."""
    case = w.interviewed(world)
    w.investigate(case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), outcome="clear", officer_ids=world.pair)
    record = w.record_of(case, "P06")
    client.force_login(world.people["lead"])
    return case, reverse("case_step", args=[case.pk, record.pk]), f"conclude_investigation:{record.pk}"


def test_what_is_typed_comes_back_to_its_writer_alone_and_is_sealed(world: w.World, client: Client) -> None:
    case, page, act = begun(world, client)
    assert f'data-typed="{reverse("case_typed", args=[case.pk, act])}"' in client.get(page).content.decode()
    saved = client.post(reverse("case_typed", args=[case.pk, act]), SENT).json()["saved"]
    assert saved == f"{clock.now().astimezone(w.CST):%H:%M}"
    row = TypedForm.objects.get()
    assert "张某" not in row.sealed
    text = client.get(page).content.decode()
    assert "当事人张某堆放沙子" in text
    assert "已恢复到表单中" in text
    assert text.count("checked") >= 2
    client.force_login(world.people["co"])
    assert "张某堆放" not in client.get(page).content.decode()
    client.force_login(world.people["lead"])
    client.post(reverse("case_typed", args=[case.pk, act]), {**SENT, "kinds": []})
    assert 'value="warning" id="id_kinds_0" checked' not in client.get(page).content.decode()


def test_it_is_thrown_away_once_the_act_is_done_and_not_when_it_was_refused(world: w.World, client: Client) -> None:
    case, page, act = begun(world, client)
    client.post(reverse("case_typed", args=[case.pk, act]), SENT)
    assert client.post(page, {"facts": "甲"}).status_code == 422
    assert TypedForm.objects.exists()
    whole = {
        "facts": "甲",
        "evidence": "乙",
        "legal_basis": w.BASIS,
        "discretion": "丙",
        "kinds": ["fine"],
        "fine": "5000",
    }
    assert client.post(page, whole).status_code == 303
    assert not TypedForm.objects.exists()


def test_it_goes_after_thirty_days_and_strangers_keep_nothing(world: w.World, client: Client) -> None:
    case, page, act = begun(world, client)
    address = reverse("case_typed", args=[case.pk, act])
    client.post(address, SENT)
    TypedForm.objects.update(saved_at=clock.now() - KEPT - timedelta(minutes=1))
    assert "张某堆放" not in client.get(page).content.decode()
    job: Any = SimpleNamespace(requested_at=clock.now())
    assert clear(job) == {"gone": 1}
    assert client.post(address, {"facts": "字" * 200_001}).status_code == 422
    assert client.post(reverse("case_typed", args=[case.pk, "no act"]), SENT).status_code == 404
    client.force_login(world.people["clerk"].__class__.objects.create_user("fremd", "x" * 12, name="外人"))
    assert client.post(address, SENT).status_code in {403, 404}
