"""Sign a paper as it is stored, and say later whether it still is what was signed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.drafting.signature import INSTALLATION, PROVIDERS, statement
from cases.models import Case, Paper
from enforcement import clock
from enforcement.errors import Refusal
from enforcement.organisation.parameters import Parameter, declare, value

PROVIDER: Final = "case.signature_provider"

declare(
    Parameter(
        code=PROVIDER, title=_("Provider that signs the papers of cases"), kind="text", default=INSTALLATION,
        source="电子签名法第十三条；各机关接入的签名服务不同，默认由本系统的密钥签名", confidence="unsure",
    )
)  # fmt: skip


class ProviderUnknown(Refusal):
    """Refuse to store a paper that the chosen provider cannot sign."""

    sentence = _("The signature provider that the agency chose is not installed.")
    remedy = _("Tell the system administrator: the setting case.signature_provider names it.")


def sign(*, case: Case, code: str, number: str, sha256: str, by: str, at: datetime) -> dict[str, Any]:
    """Return the signature of a paper about to be stored.

    Raises:
        ProviderUnknown: if the agency's provider is not installed.
    """
    name = value(PROVIDER, agency=case.agency, on=clock.day_of(at))
    provider = PROVIDERS.get(str(name))
    if provider is None:
        raise ProviderUnknown
    said = statement(case=case.pk, code=code, number=number, sha256=sha256, by=by, at=_moment(at))
    return {"provider": provider.name, **provider.sign(said)}


def is_signed(paper: Paper) -> bool:
    """Return whether the signature of a paper is good: of these bytes, this number, this author and this moment."""
    provider = PROVIDERS.get(str(paper.signature.get("provider", "")))
    if provider is None:
        return False
    said = statement(
        case=paper.case_id, code=paper.code, number=paper.number, sha256=paper.sha256, by=paper.author,
        at=_moment(paper.made_at),
    )  # fmt: skip
    return provider.verify(said, paper.signature)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
