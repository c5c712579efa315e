"""What the law leaves open about disputes between agencies: no term is set by law."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import REGISTRY, Parameter, declare

OPINION: Final = "dispute.opinion_days"
ACCEPT: Final = "dispute.accept_days"
RULE: Final = "dispute.rule_days"
SOURCE: Final = "行政执法监督条例第十三条、山东省行政执法监督条例第十八条均未规定期限，待客户确认"
_DAYS: Final = _("days")


def declare_all() -> None:
    """Enter every parameter of disputes in the register (once)."""
    for parameter in _ALL:
        if parameter.code not in REGISTRY:
            declare(parameter)


_ALL: Final = (
    Parameter(OPINION, _("Working days for an opinion on a dispute"), "integer", 7, SOURCE, "unsure", unit=_DAYS),
    Parameter(ACCEPT, _("Working days to accept a dispute or refuse it"), "integer", 5, SOURCE, "unsure", unit=_DAYS),
    Parameter(RULE, _("Days for the government to rule on a dispute"), "integer", 30, SOURCE, "unsure", unit=_DAYS),
)
