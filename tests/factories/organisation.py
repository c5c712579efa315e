"""Agencies, persons and posts that belong to nobody: codes are computed, identification numbers say 1900."""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from enforcement.actor import SYSTEM, Actor
from enforcement.organisation.duties import holding
from enforcement.organisation.identifiers import CODE_CHARACTERS, CODE_WEIGHTS, ID_CHECK, ID_WEIGHTS
from enforcement.organisation.models import Agency, AgencyGroupDuty, AgencyPersonDuty, ParameterValue, Person, Post

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
SURNAMES = "赵钱孙李周吴郑王冯陈"
GIVEN = ("试甲", "试乙", "试丙", "试丁", "试戊")


def credit_code(number: int) -> str:
    """Return a unified social credit code that checks (GB 32100-2015), different for each number."""
    stem = f"11999999{number:09d}"
    total = sum(CODE_CHARACTERS.index(char) * weight for char, weight in zip(stem, CODE_WEIGHTS, strict=True))
    return stem + CODE_CHARACTERS[(31 - total % 31) % 31]


def id_number(number: int) -> str:
    """Return an identification number that checks, of a region that does not exist and of a person born in 1900."""
    stem = f"9999991900{number // 1000 % 12 + 1:02d}{number // 12000 % 28 + 1:02d}{number % 1000:03d}"
    total = sum(int(char) * weight for char, weight in zip(stem, ID_WEIGHTS, strict=True))
    return stem + ID_CHECK[total % 11]


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"试验局{n}")
    name_en = factory.Sequence(lambda n: f"Test Bureau {n}")
    kind = Agency.Kind.DEPARTMENT
    division = "371481"
    credit_code = factory.Sequence(credit_code)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: SURNAMES[n % len(SURNAMES)] + GIVEN[n // len(SURNAMES) % len(GIVEN)])
    name_en = factory.Sequence(lambda n: f"Test Person {n}")
    id_number = factory.Sequence(id_number)
    password = factory.django.Password("right-Password-1")


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    agency = factory.SubFactory(AgencyFactory)
    title = "科员"
    title_en = "Officer"
    establishment = Post.Establishment.ADMINISTRATIVE
    from_on = date(2020, 1, 1)


class ParameterValueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ParameterValue

    agency = factory.SubFactory(AgencyFactory)
    code = "test.days"
    value = 7
    from_on = date(2026, 1, 1)
    source = "试验文件"
    set_by = "试验"
    set_at = AT


def grant(person: Person, duty: str, agency: Agency) -> AgencyPersonDuty:
    """Grant a duty by the real act and return its row."""
    holding.grant(person=person, duty=duty, agency=agency, by=SYSTEM, at=AT)
    return AgencyPersonDuty.objects.get(user=person, permission__codename=f"duty_{duty}", content_object=agency)


def officer(agency: Agency, *duties: str, **facts: object) -> Person:
    """Return a person with a post in an agency and duties there."""
    person = PostFactory(agency=agency, person=PersonFactory(**facts)).person
    for duty in duties:
        grant(person, duty, agency)
    return person


def actor(person: Person) -> Actor:
    """Return a person as the one who acts."""
    return Actor(kind="person", person_id=person.pk, name=person.name)


class AgencyGroupDutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgencyGroupDuty

    content_object = factory.SubFactory(AgencyFactory)
    permission = factory.LazyFunction(lambda: _permission("handle"))
    group = factory.LazyAttribute(lambda made: _group())


class AgencyPersonDutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgencyPersonDuty

    content_object = factory.SubFactory(AgencyFactory)
    permission = factory.LazyFunction(lambda: _permission("handle"))
    user = factory.SubFactory(PersonFactory)


def _permission(duty: str) -> object:
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename=f"duty_{duty}")


def _group() -> object:
    from django.contrib.auth.models import Group

    return Group.objects.get_or_create(name="试验组")[0]
