"""What the law leaves open about execution."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import REGISTRY, Parameter, declare

OWN_POWER: Final = "case.own_enforcement_basis"


def declare_all() -> None:
    """Enter the parameters in the register (once)."""
    if OWN_POWER not in REGISTRY:
        declare(
            Parameter(
                OWN_POWER, _("Law that lets the agency enforce by itself (empty: only through the court)"), "text", "",
                "中华人民共和国行政强制法第十三条：由法律设定；乐陵市各部门待确认", "unsure",
            )
        )  # fmt: skip
