"""The register of the demo: what the charts rest on, and local documents in each state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from enforcement import clock
from enforcement.actor import Actor
from enforcement.norms.confirm_entry import confirm_entry
from enforcement.norms.enter_version import enter_version
from enforcement.norms.models import Norm
from enforcement.norms.register_norm import register_norm
from enforcement.norms.seed import sow
from enforcement.organisation.access import actor_in_background


def lay(staff: Any) -> None:
    """Sow the register and lay local documents: in force, about to expire, expired, renewed, to be confirmed."""
    one, two = (actor_in_background(staff.of("justice", key).pk) for key in ("supervisor2", "supervisor"))
    at, today = clock.now(), clock.today()
    sow(entered_by=one, confirmed_by=two, at=at)
    government = staff.agencies["county"].pk
    local = {
        "level": "normative",
        "issuer": "乐陵市人民政府",
        "agency_id": government,
        "published_in": "乐陵市人民政府公报",
    }
    for n, title, begins, ends, confirmed in (
        (1, "乐陵市城市管理行政执法协作办法（示例）", today - timedelta(days=800), today + timedelta(days=400), True),
        (2, "乐陵市露天市场管理暂行规定（示例）", today - timedelta(days=900), today + timedelta(days=35), True),
        (3, "乐陵市户外广告设置管理办法（示例）", today - timedelta(days=1500), today - timedelta(days=60), True),
        (4, "乐陵市餐饮油烟治理实施细则（示例）", today + timedelta(days=30), today + timedelta(days=900), False),
    ):
        _local(one, two if confirmed else None, n, title, begins, ends, local)
    amended = enter_version(
        norm_id=_norm("城市道路管理条例"), by=one, at=at, label="修正草案公布稿（示例）", document_number="示例令第1号",
        published_on=today, published_in="国务院公报（示例）", from_on=today + timedelta(days=60),
        changes="第二十七条 修改\n第四十二条 修改",
    )  # fmt: skip
    confirm_entry(kind="version", entry_id=amended.pk, by=two, at=at)


def _norm(title: str) -> int:
    return Norm.objects.get(title=title).pk


def _local(one: Actor, two: Actor | None, n: int, title: str, begins: date, ends: date, facts: dict[str, Any]) -> None:
    made = register_norm(
        by=one, at=clock.now(), title=title, label="公布", document_number=f"乐政发〔{begins.year}〕{n}号（示例）",
        published_on=min(begins - timedelta(days=10), clock.today()), from_on=begins, until_on=ends,
        registration_number=f"LLDR-{begins.year}-001000{n}", **facts,
    )  # fmt: skip
    if two is not None:
        confirm_entry(kind="version", entry_id=made.pk, by=two, at=clock.now())
