"""Whom a complaint concerns: the officer of a card number, the case of a number, the agency."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.db.models import Q
from django.db.models.functions import Length

from cases.models import Case
from certification.models import Credential
from enforcement.organisation.models import Agency

NUMBER: Final = re.compile(r"[0-9A-Za-z-]{6,32}")


def credential_in(words: str) -> Credential | None:
    """Return the credential whose number stands in some words, or None."""
    numbers = NUMBER.findall(unicodedata.normalize("NFKC", words))
    return Credential.objects.select_related("agency").filter(number__in=numbers).first() if numbers else None


def case_of(number: str) -> Case | None:
    """Return the case of its own number or its decision's; none where two agencies gave the same."""
    if not number.strip():
        return None
    given = number.strip()
    rows = Case.objects.select_related("agency").filter(Q(number=given) | Q(decision__number=given)).distinct()[:2]
    return rows[0] if len(rows) == 1 else None


def published_case(number: str) -> Case | None:
    """Return the case of a number if its decision is public: of others the public learns nothing."""
    case = case_of(number)
    public = case is not None and Case.objects.filter(pk=case.pk, publication__withdrawn_on=None).exclude(
        publication=None
    )
    return case if public and public.exists() else None


def agencies_named() -> dict[str, str]:
    """Return the agencies that a citizen may name, by id, in the reader's language."""
    kinds = (Agency.Kind.DEPARTMENT, Agency.Kind.TOWNSHIP, Agency.Kind.JUSTICE)
    return {str(a.pk): a.title for a in Agency.objects.filter(is_active=True, kind__in=kinds)}


def receiver() -> Agency:
    """Return the government whose justice department receives a complaint about nobody known: the lowest one.

    Raises:
        Agency.DoesNotExist: in an installation without agencies.
    """
    offices = Agency.objects.filter(is_active=True, kind=Agency.Kind.JUSTICE).select_related("parent")
    lowest = offices.order_by(-Length("path"), "path").first()
    return (lowest.parent or lowest) if lowest else Agency.objects.earliest("path")
