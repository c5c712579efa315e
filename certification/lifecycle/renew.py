"""Renew a credential before its last day (到期换证, Q12): a new card, and the old one ends when it begins."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import eligibility, history, parameters
from certification.history import Decision
from certification.issue import last_day
from certification.lifecycle.hours import hours_in_year, hours_wanted
from certification.lifecycle.parameters import RENEWAL_DAYS
from certification.lifecycle.supersede import supersede
from certification.models import Credential
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.organisation.parameters import value
from enforcement.web.times import say_day

ARTICLE = "交通运输行政执法证件管理规定（样本）"


class TooEarly(Refusal):
    """Refuse to renew long before the last day."""

    sentence = _("This credential is not renewed yet.")
    remedy = _("Wait until that day; until then the card is valid.")


class TooLate(Refusal):
    """Refuse to renew after the last day."""

    sentence = _("This credential has expired, so it is not renewed.")
    remedy = _("Apply for a new one.")


class YearlyTrainingMissing(Refusal):
    """Refuse to renew without the year's training."""

    sentence = _("The training of this year is not complete.")
    article = "法治政府建设实施纲要（2021－2025年）第三十四项"
    remedy = _("Record the hours attended, then renew.")


@transaction.atomic(durable=True)
def renew(
    *, credential_id: int, by: Actor, at: datetime, valid_from: date | None = None, ground: str = ""
) -> Credential:
    """Sign the new card from ``valid_from`` (the day after the old one's last) for the years of the setting.

    Raises:
        NotFound, NotAllowed, OwnCredential: as :func:`certification.history.lock` says. NotInThisState: unless valid.
        TooEarly, TooLate: outside the days of ``credential.renewal_days``. YearlyTrainingMissing: saying the hours.
        NotEligible: if the post of this day no longer entitles. Invalid: for a first day out of order.
    """
    old = history.lock(credential_id, by=by)
    on = clock.day_of(at)
    opens = opens_on(old)
    if on < opens:
        raise TooEarly(_("This credential may be renewed from %(on)s.") % {"on": say_day(opens)})
    if on > old.valid_to:
        raise TooLate
    eligibility.post_of(person_id=old.person_id, agency=old.agency, on=on)
    demand_training(old, on)
    begins = min(valid_from or old.valid_to + timedelta(days=1), old.valid_to + timedelta(days=1))
    years = int(value(parameters.YEARS, agency=old.agency, on=begins))
    words = ground.strip() or "到期换证"
    new = supersede(
        old, act="renew", why="到期换证", ground=words, by=by, at=at, valid_from=begins,
        valid_to=last_day(begins, years),
    )  # fmt: skip
    steps = [("hold_credential", "renewal"), ("renew", "renewed")]
    history.move(old, steps, by=by, at=at, body=Decision(ground=words))
    return new


def opens_on(credential: Credential) -> date:
    """Return the first day on which a credential may be renewed."""
    days = int(value(RENEWAL_DAYS, agency=credential.agency, on=credential.valid_to))
    return credential.valid_to - timedelta(days=days)


def demand_training(credential: Credential, on: date) -> None:
    """Refuse while the hours of training of the twelve months before a day are too few."""
    wanted = hours_wanted(credential.agency, on)
    done: Decimal = hours_in_year(credential.person_id, on)
    if done < wanted:
        words = {"done": f"{done:g}", "wanted": wanted, "missing": f"{wanted - done:g}"}
        raise YearlyTrainingMissing(
            _("%(done)s of %(wanted)s hours of training in the last twelve months; %(missing)s are missing.")
            % words
        )  # fmt: skip
