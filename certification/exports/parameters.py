"""What exports leave open."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

OFD: Final = "credential.ofd"


def declare_all() -> None:
    """Enter the parameters of exports in the register."""
    declare(
        Parameter(
            OFD,
            _("Offer the credential as an OFD document"),
            "boolean",
            default=False,
            source="GB/T 33190-2016 版式文件；电子签章须由外部签章服务加盖，本系统不盖章，默认不提供",
            confidence="unsure",
        )
    )
