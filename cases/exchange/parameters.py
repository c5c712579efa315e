"""What the law leaves open about the exchange of data."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

RATE: Final = "exchange.api_per_minute"
LIFE: Final = "exchange.api_token_days"
IDENTIFIERS: Final = "exchange.identifiers"


def declare_all() -> None:
    """Enter every parameter of the exchange in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        RATE, _("Requests that one token of the reading interface may make in a minute"), "integer", 120,
        "法律未规定；默认值为工程取值，按对接方和服务器能力调整", "unsure", unit=_("times"),
    ),
    Parameter(
        LIFE, _("Days after which a token of the reading interface ends at the latest"), "integer", 365,
        "网络数据安全管理条例要求访问控制，未定期限；默认一年，待客户确认", "unsure", unit=_("days"),
    ),
    Parameter(
        IDENTIFIERS, _("Identification numbers in bundles: left out, or encrypted to the receiver"), "choice",
        "omitted", "个人信息保护法第六条（最小必要）；省级平台确需时按其要求改为加密", "likely",
        choices=("omitted", "encrypted"),
    ),
)  # fmt: skip
