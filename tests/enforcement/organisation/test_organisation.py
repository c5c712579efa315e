"""Agencies, persons and posts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from enforcement.organisation.models import Agency, Person, Post
from tests.factories.organisation import (
    AgencyFactory,
    AgencyGroupDutyFactory,
    ParameterValueFactory,
    PersonFactory,
    PostFactory,
    credit_code,
    grant,
)

pytestmark = pytest.mark.django_db


def test_the_path_of_an_agency_leads_from_the_root():
    top = AgencyFactory()
    middle = AgencyFactory(parent=top)
    low = AgencyFactory(parent=middle)
    assert low.path == f"/{top.pk}/{middle.pk}/{low.pk}/"
    assert low.line == [top.pk, middle.pk, low.pk]
    low.phone = "0534-000000"
    low.save()
    assert Agency.objects.get(pk=low.pk).line == [top.pk, middle.pk, low.pk]


def test_an_agency_is_named_in_the_readers_language():
    agency = AgencyFactory(name="试验局", name_en="Test Bureau")
    with translation.override("zh-hans"):
        assert str(agency) == "试验局"
    with translation.override("en"):
        assert str(agency) == "Test Bureau"
        assert str(AgencyFactory(name="无名局", name_en="")) == "无名局"
    with translation.override(None):
        assert str(agency) == "试验局"


@pytest.mark.parametrize(("field", "value"), [("credit_code", "113714810000000196"), ("division", "37148")])
def test_codes_that_do_not_check_are_named_with_their_field(field, value):
    agency = AgencyFactory.build(**{field: value})
    with pytest.raises(ValidationError) as refused:
        agency.clean()
    assert list(refused.value.message_dict) == [field]


def test_right_codes_pass():
    AgencyFactory.build(credit_code=credit_code(1), division="371481001").clean()


def test_persons_have_a_hashed_password_or_none():
    person = Person.objects.create_user("a", "right-Password-1", name="赵试甲")
    assert person.check_password("right-Password-1")
    assert not Person.objects.create_user("b", name="钱试乙").has_usable_password()
    first = Person.objects.create_superuser("root", "right-Password-1", name="孙试丙")
    assert first.is_superuser
    assert not first.is_staff
    assert str(person) == person.get_full_name() == "赵试甲"
    assert person.id_masked == ""


def test_a_post_ends_no_earlier_than_it_begins():
    post = PostFactory()
    assert str(post) == f"{post.person} 科员"
    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(to_on="2019-12-31")


@pytest.mark.parametrize(
    ("establishment", "is_enforcement", "may"),
    [
        ("administrative", True, True),
        ("public_service", True, True),
        ("institution", True, True),
        ("administrative", False, False),
        ("contract", True, False),
        ("dispatched", True, False),
        ("seconded", True, False),
        ("auxiliary", True, False),
    ],
)
def test_only_the_establishment_in_an_enforcement_post_may_enforce(establishment, is_enforcement, may):
    assert Post(establishment=establishment, is_enforcement=is_enforcement).may_enforce is may


def test_rows_say_what_they_are():
    agency, person = AgencyFactory(), PersonFactory()
    assert str(grant(person, "handle", agency)).endswith(f"@ {agency.pk}")
    assert str(AgencyGroupDutyFactory(content_object=agency)).endswith(f"@ {agency.pk}")
    assert str(ParameterValueFactory(agency=agency)) == "test.days = 7"
