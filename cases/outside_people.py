"""The persons of an outside record: found here by user name, or known by name only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.outside import ImportRefused, Who
from certification.standing import certificate, may_act
from enforcement.organisation.models import Agency, Person

VALID = "valid"
UNTOLD = "none"


@dataclass(frozen=True)
class Known:
    """A person with the credential as it stood on a day."""

    name: str
    person_id: int | None = None
    credential: str = ""
    standing: dict[str, Any] | None = None


class People:
    """Find persons once, and judge their credentials on the day of each act."""

    def __init__(self, agency: Agency, field: str) -> None:
        self.agency, self.field = agency, field
        self.found: dict[str, Person] = {}
        self.judged: dict[tuple[int, date], dict[str, Any]] = {}

    def person(self, who: Who | None, path: str) -> Known:
        """Return a person in a role that needs no credential; nobody for None.

        Raises:
            ImportRefused: for a user name that nobody has, or for neither name.
        """
        if who is None:
            return Known("")
        if who.username:
            found = self._by_username(who.username, path)
            return Known(found.name, found.pk)
        if not who.name:
            raise ImportRefused(_("Name the person, or give the user name."), field=path)
        return Known(who.name)

    def officer(self, who: Who, on: date, path: str) -> Known:
        """Return a person with the credential of that day: by the register here, or for a stranger as the record tells.

        What a sender says of somebody who stands in the register counts nothing (行政处罚法第四十二条).

        Raises:
            ImportRefused: as :meth:`person`.
        """
        one = self.person(who, path)
        if one.person_id is not None:
            standing = self._standing(one.person_id, on)
            return Known(one.name, one.person_id, who.credential or str(standing["number"]), standing)
        code = who.standing or UNTOLD
        told = {"ok": code == VALID, "code": code, "number": who.credential, "told_by": "outside"}
        return Known(one.name, one.person_id, who.credential, told)

    def chairs(self, who: Known, on: date, told: str) -> str:
        """Return the number of the chair's certificate: as the record tells, else as the register here has it."""
        if told or who.person_id is None:
            return told
        return certificate(person_id=who.person_id, kind="hearing_chair", on=on)

    def id_of(self, username: str, path: str) -> int | None:
        """Return the id of a user name, None for no name.

        Raises:
            ImportRefused: for one that nobody has.
        """
        return self._by_username(username, path).pk if username else None

    def json(self, given: Iterable[Who], on: date, path: str) -> list[dict[str, Any]]:
        """Return officers as the JSON columns of notices and services keep them."""
        rows = []
        for i, who in enumerate(given):
            one = self.officer(who, on, f"{path}[{i}]")
            rows.append({
                "person_id": one.person_id, "name": one.name, "role": who.role, "credential": one.credential,
                "standing": one.standing,
            })  # fmt: skip
        return rows

    def moment(self, on: date) -> datetime:
        """Return noon of a day: outside records tell days, not moments."""
        return timezone.make_aware(datetime.combine(on, time(12)))

    def _by_username(self, username: str, path: str) -> Person:
        if username not in self.found:
            person = Person.objects.filter(username=username).first()
            if person is None:
                raise ImportRefused(_("Nobody here has this user name."), field=path)
            self.found[username] = person
        return self.found[username]

    def _standing(self, person_id: int, on: date) -> dict[str, Any]:
        if (person_id, on) not in self.judged:
            self.judged[person_id, on] = may_act(
                person_id=person_id, on=on, field=self.field, agency=self.agency
            ).as_dict()
        return self.judged[person_id, on]
