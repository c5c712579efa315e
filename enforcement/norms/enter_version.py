"""Enter a new wording of a norm, or its renewed validity, for another person to confirm."""

from __future__ import annotations

from calendar import isleap
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.norms.access import ENTER, require
from enforcement.norms.changes import read_changes
from enforcement.norms.models import NORMATIVE, ArticleChange, Norm, NormVersion
from enforcement.norms.parameters import YEARS
from enforcement.organisation import parameters


class DaysOutOfOrder(Invalid):
    """Refuse a norm that would be in force before it was published, or end before it begins."""

    sentence = _("A norm is published first, then in force, and only then does it end.")
    remedy = _("Compare the three days with the document.")


class NoValidity(Invalid):
    """Refuse a normative document without its validity, or with one that is too long."""

    sentence = _("A normative document states how long it is valid, and no longer than the years that are set.")
    article = "规范性文件有效期制度（法治政府建设实施方案第八项）"
    remedy = _("Enter the last day of its validity as the document states it.")


class VersionThere(OutOfOrder):
    """Refuse a version that begins no later than one that stands."""

    sentence = _("A version of this norm begins on this day or later.")
    remedy = _("Check the day; a wrong entry that nobody confirmed can be rejected.")


@transaction.atomic(durable=True)
def enter_version(
    *,
    norm_id: int,
    by: Actor,
    at: datetime,
    label: str,
    document_number: str,
    published_on: date,
    published_in: str,
    from_on: date,
    until_on: date | None = None,
    changes: str = "",
) -> NormVersion:
    """Enter a version with the articles that it changes; a renewal of validity changes none.

    Raises:
        NotFound: if there is no such norm. NotAllowed: without the duty of legal review or of supervision.
        DaysOutOfOrder, NoValidity, VersionThere, NotAnArticle, TwiceChanged: as named.
    """
    norm = Norm.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=norm_id).first()
    if norm is None:
        raise NotFound
    if norm.versions.filter(from_on__gte=from_on).exists():
        raise VersionThere(field="from_on")
    return lay_version(
        norm=norm, by=by, at=at, label=label, document_number=document_number, published_on=published_on,
        published_in=published_in, from_on=from_on, until_on=until_on, changes=changes,
    )  # fmt: skip


def lay_version(
    *,
    norm: Norm,
    by: Actor,
    at: datetime,
    label: str,
    document_number: str,
    published_on: date,
    published_in: str,
    from_on: date,
    until_on: date | None,
    changes: str,
) -> NormVersion:
    """Write a version in the caller's transaction, after judging its days."""
    person_id = require(by, ENTER, norm.agency)
    if published_on > from_on or (until_on is not None and until_on < from_on):
        raise DaysOutOfOrder(field="from_on")
    years = int(parameters.value(YEARS, agency=norm.agency, on=clock.day_of(at)))
    if norm.level == NORMATIVE and (until_on is None or until_on > _same_day(from_on, from_on.year + years)):
        raise NoValidity(field="until_on")
    read = read_changes(changes)
    version = NormVersion.objects.create(
        norm=norm, label=label, document_number=document_number, published_on=published_on, published_in=published_in,
        from_on=from_on, until_on=until_on, entered_by_id=person_id, entered_at=at,
    )  # fmt: skip
    ArticleChange.objects.bulk_create(ArticleChange(version=version, article=a, kind=kind) for a, kind in read)
    append(
        series=norm.series, by=by, at=at, verb="norm.enter_version",
        body={
            "title": norm.title, "level": norm.level, "registration": norm.registration_number, "version": version.pk,
            "label": label, "document": document_number, "published_on": published_on, "published_in": published_in,
            "from_on": from_on, "until_on": until_on, "changes": [list(each) for each in read],
        },
    )  # fmt: skip
    return version


def _same_day(on: date, year: int) -> date:
    """Return the same day of another year, 28 February where that year has no 29th."""
    leap = (on.month, on.day) == (2, 29) and not isleap(year)
    return on.replace(year=year, day=28 if leap else on.day)
