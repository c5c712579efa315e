"""Supervision matters: the people of a county, and rows as the acts leave them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cases.supervision.matters.models import (
    Answer,
    Consequence,
    Correction,
    Letter,
    Matter,
    MatterPaper,
    Measure,
    Recusal,
)
from certification.models import Certificate
from enforcement.actor import Actor
from enforcement.organisation.models import Agency, Person
from tests.factories import flowcharts as charts
from tests.factories.certification import a_post

PDF = b"%PDF-1.4 evidence"
_number = itertools.count(1)
DAY = date(2026, 3, 10)


def at(day: str, hour: int = 9) -> datetime:
    """Return a moment of 2026 in the county: ``03-10``."""
    return datetime.fromisoformat(f"2026-{day}").replace(hour=hour, tzinfo=timezone.get_fixed_timezone(480))


@dataclass
class County:
    """A government, its justice department, one supervised organ, and their people by their part."""

    government: Agency
    justice: Agency
    organ: Agency
    people: dict[str, Person] = field(default_factory=dict)

    def by(self, part: str) -> Actor:
        """Return a person as the one who acts."""
        return charts.actor(self.people[part], self.justice if part in {"one", "two", "three"} else self.organ)

    @property
    def pair(self) -> list[int]:
        """The ids of two certified supervisors."""
        return [self.people["one"].pk, self.people["two"].pk]


def a_county() -> County:
    """Make a county with chart V: three supervisors (the third without a certificate), a head, the government."""
    government = Agency.objects.create(
        name="乐陵市人民政府", kind="government", division="371481", credit_code=charts.credit_code(), sign="乐政"
    )
    justice = charts.an_agency("乐陵市司法局", parent=government, kind="justice")
    Agency.objects.filter(pk=justice.pk).update(sign="乐司")
    justice.refresh_from_db()
    made = County(government, justice, charts.an_agency("乐陵市市场监督管理局", parent=government, fields=["market"]))
    for part, duty, agency, where in (
        ("one", "supervise", government, justice), ("two", "supervise", government, justice),
        ("three", "supervise", government, justice), ("head", "decide", made.organ, made.organ),
        ("government", "govern", government, government), ("office", "examine", government, justice),
    ):  # fmt: skip
        person = charts.a_person(duty, agency=agency, name=f"{part}某")
        a_post(person, where, is_enforcement=False)
        made.people[part] = person
        if part in {"one", "two"}:
            a_supervision_certificate(person, justice)
    charts.ship_one(government, "V")
    return made


def a_supervision_certificate(person: Person, agency: Agency, **changes: Any) -> Certificate:
    """Give a supervisor the certificate."""
    facts = {"number": f"监{next(_number):06d}", "kind": "supervision", "issuer": "山东省人民政府",
             "valid_from": date(2025, 1, 1), "valid_to": date(2027, 12, 31)}  # fmt: skip
    return Certificate.objects.create(person=person, agency=agency, **{**facts, **changes})


def a_matter(agency: Agency, **facts: Any) -> Matter:
    """Make a matter without a run."""
    whole = {"number": f"乐司监〔2026〕{next(_number)}号", "origin": "other", "title": "逾期未办结案件",
             "summary": "多起案件超过九十日未作出决定。", "body": agency, "opened_on": DAY, "opened_by": "甲"}  # fmt: skip
    return Matter.objects.create(agency=agency, **{**whole, **facts})


def a_measure(matter: Matter) -> Measure:
    """Make a measure of investigation."""
    return Measure.objects.create(matter=matter, kind="documents", held_on=DAY, subject="案卷三宗", text="已调阅")


def a_recusal(matter: Matter, person: Person) -> Recusal:
    """Make a recusal."""
    return Recusal.objects.create(matter=matter, person=person, name=person.name, reason="近亲属", on=DAY)


def a_letter(matter: Matter, person: Person, **facts: Any) -> Letter:
    """Make an opinion letter of 10 March, due on 9 April."""
    whole = {"kind": "opinion", "number": f"乐司监意〔2026〕{next(_number)}号", "text": "程序违法", "basis": "第五十四条",
             "issued_on": DAY, "due_on": date(2026, 4, 9), "issued_by_name": person.name}  # fmt: skip
    return Letter.objects.create(matter=matter, issued_by=person, **{**whole, **facts})


def an_answer(letter: Letter) -> Answer:
    """Make a report on a letter."""
    return Answer.objects.create(letter=letter, kind="report", on=DAY, author="局长", text="已改正")


def a_correction(matter: Matter, **facts: Any) -> Correction:
    """Make a thing to correct."""
    return Correction.objects.create(
        **{"matter": matter, "agency": matter.agency, "what": "补充法制审核", "due_on": date(2026, 4, 9), **facts}
    )


def a_consequence(matter: Matter, **facts: Any) -> Consequence:
    """Make a circular."""
    number = f"乐司监通〔2026〕{next(_number)}号"
    return Consequence.objects.create(**{"matter": matter, "kind": "circular", "number": number, "on": DAY, **facts})


def a_matter_paper(matter: Matter) -> MatterPaper:
    """Make a paper of a matter."""
    return MatterPaper.objects.create(
        matter=matter, code="XS", title="监督线索登记表", sha256="0" * 64, made_at=at("03-10"), author="甲"
    )
