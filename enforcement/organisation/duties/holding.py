"""Who holds which duty where: granted on an agency through django-guardian, inherited by all agencies below it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from guardian.shortcuts import assign_perm, remove_perm

from enforcement.actor import Actor
from enforcement.errors import NotAllowed
from enforcement.ledger.append import append
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.models import Agency, AgencyPersonDuty, Person


def _granted(person_id: int) -> QuerySet[AgencyPersonDuty]:
    return AgencyPersonDuty.objects.filter(user_id=person_id, user__is_active=True)


def holds(*, person_id: int | None, duty: str, agency: Agency) -> bool:
    """Return whether a person holds a duty on an agency or on one above it. One query."""
    if person_id is None:
        return False
    return (
        _granted(person_id)
        .filter(permission__codename=DUTIES[duty].permission, content_object_id__in=agency.line)
        .exists()
    )


def holds_from_government(person_id: int | None, duty: str, agency: Agency) -> bool:
    """Return whether a person holds a duty on a government: the agency itself, or one above it. One query."""
    return _on_governments(person_id or 0, duty).filter(content_object_id__in=agency.line).exists()


def _on_governments(person_id: int, duty: str) -> QuerySet[AgencyPersonDuty]:
    rows = _granted(person_id).filter(permission__codename=DUTIES[duty].permission)
    return rows.filter(content_object__kind=Agency.Kind.GOVERNMENT)


def below_governments_where(*, person_id: int, duty: str) -> QuerySet[Agency]:
    """Return the governments on which a person holds a duty, and all agencies below them."""
    return _below(_on_governments(person_id, duty))


def granted_on(*, person_id: int | None, duty: str, agency: Agency) -> bool:
    """Return whether a person holds a duty by a grant on the agency itself, none inherited. One query."""
    if person_id is None:
        return False
    return _granted(person_id).filter(permission__codename=DUTIES[duty].permission, content_object=agency).exists()


def held_codes(*, person_id: int, agency: Agency | None = None) -> frozenset[str]:
    """Return the duties of a person anywhere, or on one agency. One query."""
    rows = _granted(person_id)
    if agency is not None:
        rows = rows.filter(content_object_id__in=agency.line)
    names = set(rows.values_list("permission__codename", flat=True))
    return frozenset(name.removeprefix("duty_") for name in names)


def agencies_where(*, person_id: int, duties: frozenset[str] | set[str]) -> QuerySet[Agency]:
    """Return the agencies on which a person holds one of the duties, those below included."""
    return _below(_granted(person_id).filter(permission__codename__in=[DUTIES[d].permission for d in duties]))


def _below(granted: QuerySet[AgencyPersonDuty]) -> QuerySet[Agency]:
    paths = list(granted.values_list("content_object__path", flat=True))
    if not paths:
        return Agency.objects.none()
    test = Q()
    for path in paths:
        test |= Q(path__startswith=path)
    return Agency.objects.filter(test)


def holders(*, duty: str, agency: Agency) -> QuerySet[Person]:
    """Return the persons who hold a duty on an agency, by inheritance too."""
    return Person.objects.filter(
        pk__in=AgencyPersonDuty.objects.filter(
            permission__codename=DUTIES[duty].permission, content_object_id__in=agency.line
        ).values("user_id"),
        is_active=True,
    )


@transaction.atomic
def grant(*, person: Person, duty: str, agency: Agency, by: Actor, at: datetime) -> None:
    """Grant a duty on an agency and record it.

    Raises:
        KeyError: for a duty that does not exist.
    """
    assign_perm(DUTIES[duty].permission, person, agency)
    _record("duty.grant", person, duty, agency, by, at)


@transaction.atomic
def withdraw(*, person: Person, duty: str, agency: Agency, by: Actor, at: datetime) -> None:
    """Take a duty back and record it."""
    remove_perm(DUTIES[duty].permission, person, agency)
    _record("duty.withdraw", person, duty, agency, by, at)


def _record(verb: str, person: Person, duty: str, agency: Agency, by: Actor, at: datetime) -> None:
    append(
        series=f"person:{person.pk}",
        by=by,
        at=at,
        verb=verb,
        body={"person": person.pk, "name": person.name, "duty": duty, "agency": agency.pk, "agency_name": agency.name},
    )


def require(*, by: Actor, duty: str, agency: Agency) -> None:
    """Refuse an actor who does not hold the duty (the system itself does).

    Raises:
        NotAllowed: naming the duty.
    """
    if by.kind == "system" or holds(person_id=by.person_id, duty=duty, agency=agency):
        return
    raise NotAllowed
