"""What the law leaves open about checking credentials."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

CONTACT: Final = "credential.supervisor_phone"
"""Who is called about an officer, whatever agency the officer is of."""
DEFAULT: Final = "12345"

_ALL: Final = (
    Parameter(
        CONTACT, _("Telephone for complaints about officers, shown when a credential is checked"), "text", DEFAULT,
        "政务服务便民热线12345（行政执法监督线索来源之一）；司法局监督电话待确认", "likely",
    ),
)  # fmt: skip


def declare_all() -> None:
    """Enter every parameter of checking in the register."""
    for parameter in _ALL:
        declare(parameter)
