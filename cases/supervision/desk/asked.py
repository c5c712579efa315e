"""What the address of the list asks for, and the open cases that answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from cases.supervision.desk.models import OpenCase, OpenStep
from cases.supervision.models import Alarm
from cases.timing import turned
from enforcement.organisation.among import among
from enforcement.organisation.models import Agency

LIGHTS: Final = ("warned", "red", "yellow", "green", "all")
AGES: Final[dict[str, tuple[int, int | None]]] = {
    "30": (0, 30), "60": (31, 60), "90": (61, 90), "180": (91, 180), "more": (181, None),
}  # fmt: skip
"""Days since the clue; 90 days are the term of 行政处罚法第六十条."""


@dataclass(frozen=True)
class Asked:
    """What is asked for; what may not be asked is left out."""

    agency: str = ""
    own: str = ""
    field: str = ""
    light: str = "warned"
    step: str = ""
    procedure: str = ""
    age: str = ""
    text: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """Read the query of an address."""
        given = {name: request.GET.get(name, "").strip().replace("\x00", "")[:80] for name in cls.__dataclass_fields__}
        given["light"] = given["light"] if given["light"] in LIGHTS else "warned"
        return cls(**given)

    def cases(self, agencies: Iterable[Agency], *, today: date) -> QuerySet[OpenCase]:
        """Return those of some agencies that fit: what ends first stands first."""
        mine = under(agencies, self.agency, own=bool(self.own))
        rows = OpenCase.objects.filter(among(a.pk for a in mine))
        if self.field:
            rows = rows.filter(field=self.field)
        if self.procedure:
            rows = rows.filter(procedure=self.procedure)
        if self.age in AGES:
            rows = rows.filter(aged(self.age, today))
        if self.step:
            steps = OpenStep.objects.filter(opened=OuterRef("pk"), code=self.step)
            own = {"red", "yellow", "green"} & {self.light}  # the light of that step is meant, as the board counts
            rows = rows.filter(Exists(steps.filter(lit(self.light, today, OpenStep)) if own else steps))
        if not (self.step and self.light in {"red", "yellow", "green"}):
            rows = rows.filter(lit(self.light, today, OpenCase))
        return (
            rows.filter(self._says()).order_by("red_on", "case_id") if self.text else rows.order_by("red_on", "case_id")
        )

    def _says(self) -> Q:
        return (
            Q(case__number__icontains=self.text) | Q(case__clue_number__icontains=self.text)
            | Q(case__title__icontains=self.text) | Q(case__party__name__icontains=self.text)
        )  # fmt: skip


def under(agencies: Iterable[Agency], asked: str, *, own: bool = False) -> list[Agency]:
    """Return an agency and those below it (not for its own cases), of some; all where none such is asked for."""
    whole = list(agencies)
    if own:
        return [a for a in whole if str(a.pk) == asked]
    path = next((a.path for a in whole if str(a.pk) == asked), "")
    return [a for a in whole if a.path.startswith(path)]


def lit(light: str, today: date, model: type[OpenCase | OpenStep]) -> Q:
    """Return which rows have a light on a day."""
    if light == "all":
        return Q()
    if light != "warned":
        ends = ("due_on",) if model is OpenStep else ("step_due_on", "clock_due_on")
        return turned(light, today, ends)  # type: ignore[arg-type]  # one of the lights
    alarms = Alarm.objects.filter(case=OuterRef("case_id"), state=Alarm.State.OPEN, severity=Alarm.Severity.RED)
    warned = Q(red_on__lte=today) | Q(yellow_on__lte=today)
    return warned | Q(Exists(alarms)) if model is OpenCase else warned


def aged(age: str, today: date) -> Q:
    """Return which cases are of an age."""
    least, most = AGES[age]
    young = Q(since_on__lte=today - timedelta(days=least)) if least else Q()
    return young & (Q(since_on__gte=today - timedelta(days=most)) if most is not None else Q())
