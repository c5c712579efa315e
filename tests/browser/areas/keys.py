"""Pages of certification's keys: who looks at each, and at what (see tests/browser/pages.py)."""

from __future__ import annotations

from typing import Any

from certification.keys.propose import propose
from certification.models import KeyCeremony, SigningKey
from enforcement import clock
from tests.factories.flowcharts import actor

KINDS = ["make", "retire", "compromise", "rotate_root"]


def _proposal(town: Any) -> list[int]:
    """One proposal that waits for a second person."""
    row = KeyCeremony.objects.filter(state="proposed").first() or propose(
        kind="retire", by=actor(town.of("county.system")), at=clock.now(), ground="年度换钥", kid=_last().kid
    )
    return [row.pk]


def _last() -> SigningKey:
    found = SigningKey.objects.filter(status="active").last()
    assert found is not None
    return found


PAGES_OF: dict = {
    "key_list": ("county.system", None),
    "key_ceremony": ("province_justice.issuer", _proposal),
    "key": ("county.system", lambda t: [_last().kid]),
    "key_history": ("county.system", None),
    "key_propose": ("county.system", lambda t: KINDS),
}
NO_PAGES: list[str] = [
    "key_list_signed", "key_roots", "key_root_statements", "key_log", "key_log_root", "key_confirm", "key_dismiss",
]  # fmt: skip
