"""Who may be given a credential: the post of the day, training and exams, each unmet condition named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification import fields as enforcement_fields
from certification import parameters
from certification.lifecycle.grounds import NEVER_AGAIN
from certification.models import Application, Proposal
from enforcement.errors import Refusal
from enforcement.organisation.models import Agency, Post
from enforcement.organisation.parameters import values
from enforcement.web.times import say_day
from exams import results
from exams.results import Exempted, Passed

OFFICERS: Final = "山东省行政执法监督条例第十条"
NEVER: Final = "山东省行政执法监督条例第十条第三款"
TRAINED: Final = "山东省行政执法监督条例第十条第二款"


class NotEligible(Refusal):
    """Refuse somebody who may not be given a credential."""

    sentence = _("This person may not be given an enforcement credential.")
    article = OFFICERS
    remedy = _("Only people on the establishment who hold an enforcement post of your agency may apply.")


class RevokedForGood(Refusal):
    """Refuse somebody whose credential was revoked on a ground that bars a new one."""

    sentence = _("A credential of this person was revoked on a ground that bars a new application for ever.")
    article = NEVER_AGAIN
    remedy = _("Nobody can lift this here; the decision may be reviewed by the body that made it.")


class TrainingMissing(Refusal):
    """Refuse while the hours of training are too few."""

    sentence = _("The hours of training are too few.")
    article = TRAINED
    remedy = _(
        "The agency enters attended courses under “Record training”; the justice bureau holds those on public law."
    )


class ExaminationNotPassed(Refusal):
    """Refuse while a paper is not passed."""

    sentence = _("The exam is not passed.")
    article = TRAINED
    remedy = _("Register the person for the next exam session; the result counts as soon as it is released.")


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is there of training and exams on a day, against what is asked for.

    ``lacking`` are the fields asked for without a pass of their professional paper; ``professional`` is None then.
    """

    hours: Decimal
    hours_wanted: int
    public: Passed | None
    professional: Passed | None
    professional_wanted: bool
    public_exempt: Exempted | None = None
    professional_exempt: Exempted | None = None
    lacking: tuple[str, ...] = ()

    @property
    def lacking_titles(self) -> str:
        """The titles of the fields that are lacking."""
        return enforcement_fields.titles(self.lacking)

    @property
    def trained(self) -> bool:
        """Whether the hours suffice."""
        return self.hours >= self.hours_wanted

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.trained and self.public_met and self.professional_met

    @property
    def public_met(self) -> bool:
        """Whether public law is passed, or the person is exempt from it."""
        return self.public is not None or self.public_exempt is not None

    @property
    def professional_met(self) -> bool:
        """Whether professional law is passed, the person is exempt from it, or it is not asked for."""
        return not self.professional_wanted or self.professional is not None or self.professional_exempt is not None

    def snapshot(self) -> dict[str, Any]:
        """Return what the ledger keeps."""
        return {
            "hours": str(self.hours),
            "hours_wanted": self.hours_wanted,
            "professional_wanted": self.professional_wanted,
            "public_result": self.public.result_id if self.public else None,
            "public_passed_on": self.public.passed_on if self.public else None,
            "professional_result": self.professional.result_id if self.professional else None,
            "public_exemption": self.public_exempt.exemption_id if self.public_exempt else None,
            "professional_exemption": self.professional_exempt.exemption_id if self.professional_exempt else None,
        }


def post_of(*, person_id: int, agency: Agency, on: date) -> Post:
    """Return the enforcement post on the establishment that a person holds in an agency on a day (one query).

    Raises:
        NotEligible: saying which condition the post does not meet.
    """
    lasting = Q(to_on__isnull=True) | Q(to_on__gte=on)
    posts = list(Post.objects.filter(lasting, person_id=person_id, agency=agency, from_on__lte=on))
    fit = next((post for post in posts if post.may_enforce), None)
    if fit is not None:
        return fit
    if not posts:
        raise NotEligible(_("This person holds no post in %(agency)s on that day.") % {"agency": agency})
    first = posts[0]
    if first.establishment not in Post.MAY_ENFORCE:
        kind = Post.Establishment(first.establishment).label
        raise NotEligible(
            _("This person's post is: %(kind)s. Such staff never enforce the law.") % {"kind": kind}, article=NEVER
        )
    raise NotEligible(_("The post “%(title)s” is not one of enforcement.") % {"title": first.title})


def demand_never_barred(person_id: int) -> None:
    """Refuse somebody who may never apply again (交通34).

    Raises:
        RevokedForGood: naming the day and the number of the decision.
    """
    found = Proposal.objects.filter(credential__person_id=person_id, for_life=True).order_by("decided_on").last()
    if found is not None and found.decided_on is not None:
        words = {"on": say_day(found.decided_on), "number": found.document}
        raise RevokedForGood(
            _("A credential of this person was revoked for good on %(on)s (%(number)s): no new one is given.") % words
        )


def facts_of(post: Post) -> dict[str, Any]:
    """Return what is kept of the post on the day of the application."""
    return {
        "post": post.title,
        "establishment": post.establishment,
        "is_enforcement": post.is_enforcement,
        "from_on": post.from_on.isoformat(),
        "agency": post.agency_id,
    }


def of_application(application: Application, on: date) -> Preparation:
    """Return the training and the passes of an applicant that count on a day."""
    return preparation(person_id=application.person_id, agency=application.agency, fields=application.fields, on=on)


def preparation(*, person_id: int, agency: Agency, fields: Sequence[str], on: date) -> Preparation:
    """Return the training and the passes of a person that count on a day for a credential of some fields."""
    wanted = values((parameters.TRAINING_HOURS, parameters.PROFESSIONAL_EXAM), agency=agency, on=on)
    professional_wanted = bool(wanted[parameters.PROFESSIONAL_EXAM])
    passes = {field: professional_pass(person_id=person_id, field=field, on=on) for field in fields}
    lacking = tuple(field for field, found in passes.items() if found is None)
    return Preparation(
        hours=results.training_hours(person_id=person_id, on=on),
        hours_wanted=int(wanted[parameters.TRAINING_HOURS]),
        public=results.latest_pass(person_id=person_id, subject="public_law", on=on),
        professional=None if lacking else next(iter(passes.values()), None),
        professional_wanted=professional_wanted,
        public_exempt=results.exempt(person_id=person_id, subject="public_law", on=on),
        professional_exempt=results.exempt(person_id=person_id, subject="professional", on=on),
        lacking=lacking,
    )


def professional_pass(*, person_id: int, field: str, on: date) -> Passed | None:
    """Return the latest pass of professional law that counts for a field of enforcement on a day."""
    return results.latest_pass(person_id=person_id, subject="professional", field=field, on=on)


def demand_preparation(found: Preparation) -> None:
    """Refuse while something is missing.

    Raises:
        TrainingMissing: with the hours that are missing. ExaminationNotPassed: naming the paper.
    """
    if not found.trained:
        words = {"done": f"{float(found.hours):g}", "wanted": found.hours_wanted}
        words["missing"] = f"{float(found.hours_wanted - found.hours):g}"
        raise TrainingMissing(
            _("%(done)s of %(wanted)s hours of training are recorded; %(missing)s are missing.") % words
        )
    if not found.public_met:
        raise ExaminationNotPassed(_("There is no valid pass of the public law exam (公共法律知识)."))
    if not found.professional_met:
        raise ExaminationNotPassed(
            _("There is no valid pass of the professional law exam (专业法律知识) for: %(fields)s.")
            % {"fields": found.lacking_titles}
        )
