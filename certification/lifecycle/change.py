"""Change unit, name, fields or area of a credential (变更, Q15): a new card, the old one superseded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import eligibility, history
from certification.eligibility import ExaminationNotPassed
from certification.fields import FIELDS, titles
from certification.history import Decision
from certification.lifecycle.parameters import FIELD_EXAM
from certification.lifecycle.supersede import supersede
from certification.models import Credential
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from exams import results


class NothingChanged(Refusal):
    """Refuse a change that changes nothing."""

    sentence = _("Nothing on the card would change.")
    remedy = _("A new name is entered with the person first; unit, fields and area are chosen here.")


@transaction.atomic(durable=True)
def change(
    *,
    credential_id: int,
    by: Actor,
    at: datetime,
    ground: str,
    agency_id: int | None = None,
    fields: Sequence[str] = (),
    area: str = "",
) -> Credential:
    """Issue a card with the person's present name and what is given, from this day to the old one's last.

    Raises:
        NotFound, NotAllowed, OwnCredential: as :func:`certification.history.lock` says; the duty on the new unit too.
        NotInThisState: unless it is valid. NothingChanged, NewOneComes: as they say.
        NotEligible: if there is no enforcement post in the unit. Invalid: for an unknown field or without a ground.
        ExaminationNotPassed: for a new field without a pass of professional law, where the setting asks for it.
    """
    old = history.lock(credential_id, by=by)
    on = clock.day_of(at)
    agency = old.agency if agency_id is None else Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require(by=by, duty="issue", agency=agency)
    wanted, place = list(fields or old.fields), area.strip() or old.area
    if any(code not in FIELDS for code in wanted):
        raise Invalid(_("Choose at least one field of enforcement."), field="fields")
    told = (agency.name, wanted, place, old.person.name)
    if told == (old.agency_name, list(old.fields), old.area, old.name):
        raise NothingChanged
    eligibility.post_of(person_id=old.person_id, agency=agency, on=on)
    if value(FIELD_EXAM, agency=agency, on=on):
        _demand_exam(old.person_id, [code for code in wanted if code not in old.fields], on)
    new = supersede(
        old, act="change", why="变更换发", ground=ground, by=by, at=at, valid_from=on, valid_to=old.valid_to,
        agency=agency, fields=wanted, area=place,
    )  # fmt: skip
    history.move(
        old, [("hold_credential", "change"), ("change", "updated")], by=by, at=at, body=Decision(ground=ground)
    )
    return new


def _demand_exam(person_id: int, fields: Sequence[str], on: date) -> None:
    lacking = [f for f in fields if eligibility.professional_pass(person_id=person_id, field=f, on=on) is None]
    if lacking and results.exempt(person_id=person_id, subject="professional", on=on) is None:
        raise ExaminationNotPassed(
            _("A new field asks for a valid pass of its professional law exam (专业法律知识); missing for: %(fields)s.")
            % {"fields": titles(lacking)},
            field="codes",
        )
