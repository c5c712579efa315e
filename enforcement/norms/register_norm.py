"""Register a law or a normative document with its first version (规范性文件统一登记、统一编号、统一公布)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.norms.enter_version import lay_version
from enforcement.norms.models import NORMATIVE, Norm, NormVersion
from enforcement.organisation.models import Agency


class RegisteredBefore(Invalid):
    """Refuse a title or a registration number that is in the register."""

    sentence = _("A norm with this title or registration number is in the register.")
    remedy = _("Open it and enter a new version of it.")


class NoRegistration(Invalid):
    """Refuse a normative document without its registration number."""

    sentence = _("A normative document needs the number of its unified registration.")
    article = "规范性文件“三统一”制度（法治政府建设实施方案第八项）"
    remedy = _("Have it registered by the government's legal office first; it gives the number.")


@transaction.atomic(durable=True)
def register_norm(*, by: Actor, at: datetime, **facts: Any) -> NormVersion:
    """Register a norm, with the facts of :func:`lay_norm`; its first version waits for another person to confirm it.

    Raises:
        NotFound: if there is no such agency. NotAllowed: without the duty of legal review or of supervision.
        RegisteredBefore, NoRegistration, DaysOutOfOrder, NoValidity: as named.
    """
    return lay_norm(by=by, at=at, **facts)


def lay_norm(
    *,
    by: Actor,
    at: datetime,
    title: str,
    level: str,
    issuer: str,
    label: str,
    document_number: str,
    published_on: date,
    published_in: str,
    from_on: date,
    until_on: date | None = None,
    agency_id: int | None = None,
    registration_number: str = "",
    also: str = "",
) -> NormVersion:
    """Write a norm with its first version in the caller's transaction."""
    agency = Agency.objects.filter(pk=agency_id).first() if agency_id else None
    if agency_id and agency is None:
        raise NotFound
    title, number = title.strip().strip("《》"), registration_number.strip()
    if level == NORMATIVE and not number:
        raise NoRegistration(field="registration_number")
    if Norm.objects.filter(Q(title=title) | Q(registration_number__isnull=False, registration_number=number)).exists():
        raise RegisteredBefore(field="title")
    norm = Norm.objects.create(
        title=title, level=level, issuer=issuer, agency=agency, registration_number=number or None, also=also.strip()
    )
    return lay_version(
        norm=norm, by=by, at=at, label=label, document_number=document_number, published_on=published_on,
        published_in=published_in, from_on=from_on, until_on=until_on, changes="",
    )  # fmt: skip
