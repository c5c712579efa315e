"""What the law leaves open about complaints on enforcement."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

ACCEPT: Final = "complaint.accept_days"
ANSWER: Final = "complaint.answer_days"


def declare_all() -> None:
    """Enter every parameter of complaints in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        ACCEPT, _("Days in which a supervisor takes up a complaint about enforcement"), "integer", 15,
        "未见执法监督条例明文；参照信访工作条例的十五日，条款未核对，待客户确认", "unsure", unit=_("days"),
        of_supervisor=True,
    ),
    Parameter(
        ANSWER, _("Days in which a complaint about enforcement that was taken up is answered"), "integer", 60,
        "未见执法监督条例明文；参照信访工作条例的六十日，条款未核对，待客户确认", "unsure", unit=_("days"),
        of_supervisor=True,
    ),
)  # fmt: skip
