"""What the law leaves open about the register."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import REGISTRY, Parameter, declare

YEARS: Final = "norms.most_years"
EXPIRES_SOON: Final = "norms.expires_soon_days"
SEED: Final = "乐陵市法治政府建设实施方案（2018年）第八项：规范性文件统一登记、统一编号、统一公布，有效期制度"


def declare_all() -> None:
    """Enter every parameter of the register (once)."""
    for parameter in _ALL:
        if parameter.code not in REGISTRY:
            declare(parameter)


_ALL: Final = (
    Parameter(
        YEARS, _("Longest validity of a normative document in years"), "integer", 5, f"{SEED}；年限按本省规定", "unsure"
    ),
    Parameter(
        EXPIRES_SOON, _("Days before a norm expires in which its renewal is on the desk"), "integer", 60,
        f"{SEED}；到期评估提前量由本机关定", "unsure",
    ),
)  # fmt: skip
