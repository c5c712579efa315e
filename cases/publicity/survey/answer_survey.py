"""Answer the survey: anybody, without a name. Not on the ledger: its entries name moments, which would undo that."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cases.publicity.survey.code import Meant, digest, meant, plain
from cases.publicity.survey.models import SurveyAnswer, SurveyCodeUse
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.models import Agency
from enforcement.web.asked import number


class NoSuchCode(Invalid):
    """Refuse a code that nobody was given, or that is over."""

    sentence = _("This code is not known, or its time is over.")
    remedy = _("Compare the digits with your paper, or leave the code out.")


class CodeUsed(Invalid):
    """Refuse a code a second time."""

    sentence = _("An answer was given with this code already.")
    remedy = _("Each code counts once. You may still complain or report at any time.")


class NoAgency(Invalid):
    """Refuse an answer about nobody."""

    sentence = _("Say which agency you mean.")


@transaction.atomic(durable=True)
def answer_survey(
    *, by: Actor, at: datetime, overall: int, manner: int, told: int, fair: int, agency: str = "", code: str = "",
) -> SurveyAnswer:  # fmt: skip
    """Keep an answer. With a code the agency is the code's, else the one named.

    Raises:
        NoSuchCode, CodeUsed: on the field of the code. NoAgency: on its field.
    """
    del by  # an answer has no author
    month = clock.day_of(at).replace(day=1)
    about = _about(code, at) if code.strip() else _named(agency)
    if code.strip():
        try:
            with transaction.atomic():
                SurveyCodeUse.objects.create(digest=digest(plain(code)), month_on=month)
        except IntegrityError as used:
            raise CodeUsed(field="code") from used
    return SurveyAnswer.objects.create(
        agency=about.agency, via=about.via, month_on=month, overall=overall, manner=manner, told=told, fair=fair
    )


def _about(code: str, at: datetime) -> Meant:
    digits = plain(code)
    found = meant(digits, clock.day_of(at)) if digits else None
    if found is None:
        raise NoSuchCode(field="code")
    return found


def _named(agency: str) -> Meant:
    rows = Agency.objects.filter(is_active=True).exclude(kind=Agency.Kind.GOVERNMENT)
    found = rows.filter(pk=number(agency) or 0).first()
    if found is None:
        raise NoAgency(field="agency")
    return Meant(SurveyAnswer.Via.OPEN, found)
