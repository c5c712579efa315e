"""Lists: a closed set of orders and filters, and two queries however long."""

import pytest
from django.test import RequestFactory

from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import listing
from tests.factories.organisation import AgencyFactory

pytestmark = pytest.mark.django_db
LISTER = Lister(
    caption="Agencies",
    columns=(
        Column("name", "Name", lambda a: a.name, sort=("name",), link=lambda a: f"/a/{a.pk}/"),
        Column("phone", "Phone", lambda a: a.phone),
        Column("division", "Division", lambda a: a.division, sort=("division", "-name"), numeric=True),
    ),
    filters=(
        Filter("q", "Words", lambda rows, given: rows.filter(name__contains=given)),
        Filter("kind", "Kind", lambda rows, given: rows.filter(kind=given), options=Agency.Kind.choices),
        Filter("day", "Day", lambda rows, given: rows.filter(name__contains=given.isoformat()), type="date"),
    ),
    order="name",
    size=2,
)


def page(**query):
    return LISTER.page(RequestFactory().get("/list/", query), Agency.objects.all())


def names(**query):
    return [row.name for row in page(**query).objects]


@pytest.fixture(autouse=True)
def _agencies():
    for name, kind in (("甲局", "department"), ("乙局", "justice"), ("丙局", "department")):
        AgencyFactory(name=name, kind=kind)


def test_the_order_of_a_column_can_be_turned():
    assert names(sort="-name")[0] == names(page="2")[0]
    assert page(sort="-name").heads[0].order == "descending"


@pytest.mark.parametrize("sort", ["phone", "password", "parent__name", "-", "name;drop"])
def test_what_the_list_does_not_offer_is_ignored(sort):
    assert names(sort=sort) == names()


def test_each_field_of_an_order_is_turned():
    assert LISTER._fields("-division") == ["-division", "name"]


def test_filters_narrow():
    assert names(kind="justice") == ["乙局"]
    assert names(q="丙") == ["丙局"]
    assert page(q="丙").narrowed


@pytest.mark.parametrize("query", [{"kind": "no such"}, {"day": "soon"}, {"page": "no"}, {"q": "  "}])
def test_a_value_that_no_filter_knows_is_ignored(query):
    assert names(**query) == names()


def test_a_page_beyond_the_last_shows_the_last():
    assert len(names(page="99")) == 1


@pytest.mark.parametrize("more", [0, 5])
def test_it_takes_two_queries_however_long(django_assert_num_queries, more):
    AgencyFactory.create_batch(more)
    with django_assert_num_queries(2):
        listing({"request": RequestFactory().get("/list/")}, page())


def test_it_is_shown_with_labels_for_the_phone():
    html = listing({"request": RequestFactory().get("/list/", {"kind": "justice"})}, page(kind="justice"))
    assert 'data-label="Name"' in html
    assert "乙局" in html
    assert 'aria-sort="ascending"' in html
    assert " selected" in html
    assert "—" in html


def test_nothing_found_says_so():
    html = listing({"request": RequestFactory().get("/list/", {"q": "x"})}, page(q="x"))
    assert "nothing-title" in html
