"""A county that holds exams; a module that needs its own says so."""

import pytest

from enforcement.actor import Actor
from enforcement.organisation.duties.holding import grant
from tests.factories.exams import AT, a_county, actor_for, an_officer


@pytest.fixture
def county(db):
    return a_county()


@pytest.fixture
def second(county):
    """Another exam administrator."""
    person = an_officer(county.justice, "考务二")
    grant(person=person, duty="exam", agency=county.justice, by=Actor(kind="system", name="system"), at=AT)
    return actor_for(person)
