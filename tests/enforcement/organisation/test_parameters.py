"""Settings that the law leaves open."""

import json
from datetime import date

import pytest

from enforcement.errors import Invalid
from enforcement.organisation import parameters
from enforcement.organisation.parameters import Parameter, check, declare, value, values
from tests.factories.organisation import AgencyFactory, ParameterValueFactory

ON = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _register(monkeypatch):
    monkeypatch.setattr(parameters, "REGISTRY", {})
    declare(Parameter("test.days", "Days", "integer", 5, "试验办法第一条"))
    declare(Parameter("test.mode", "Mode", "choice", "a", "试验办法第二条", choices=("a", "b")))


def test_a_parameter_is_declared_once():
    with pytest.raises(ValueError, match=r"test\.days"):
        declare(Parameter("test.days", "Days", "integer", 5, ""))


@pytest.mark.django_db
def test_the_default_holds_where_nobody_set_a_value():
    assert value("test.days", agency=AgencyFactory(), on=ON) == 5
    assert value("test.days", agency=None, on=ON) == 5
    with pytest.raises(KeyError):
        value("test.other", agency=None, on=ON)


@pytest.mark.django_db
def test_the_nearest_agency_up_the_tree_wins_whatever_the_dates(django_assert_num_queries):
    top = AgencyFactory()
    middle = AgencyFactory(parent=top)
    low = AgencyFactory(parent=middle)
    ParameterValueFactory(agency=middle, value=8, from_on=date(2025, 1, 1))
    ParameterValueFactory(agency=top, value=7, from_on=date(2026, 1, 1))
    with django_assert_num_queries(1):
        assert value("test.days", agency=low, on=ON) == 8
    assert value("test.days", agency=top, on=ON) == 7
    assert value("test.days", agency=AgencyFactory(), on=ON) == 5


@pytest.mark.django_db
def test_of_one_agency_the_latest_in_force_wins():
    agency = AgencyFactory()
    for day, days in ((date(2026, 1, 1), 7), (date(2026, 6, 1), 9), (date(2026, 6, 2), 11)):
        ParameterValueFactory(agency=agency, value=days, from_on=day)
    assert value("test.days", agency=agency, on=ON) == 9
    assert value("test.days", agency=agency, on=date(2025, 12, 31)) == 5


@pytest.mark.django_db
def test_several_values_cost_one_query(django_assert_num_queries):
    agency = AgencyFactory()
    ParameterValueFactory(agency=agency, value="b", code="test.mode")
    with django_assert_num_queries(1):
        found = values(("test.days", "test.mode"), agency=agency, on=ON)
    assert found == {"test.days": 5, "test.mode": "b"}


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("integer", [0, 3, 10**6], [-1, True, "3", 1.5, 10**6 + 1]),
        ("decimal", [1, 1.5, "0.25", 10**9], ["x", None, [], "nan", float("inf"), "-5", "1e999", True]),
        ("boolean", [True, False], [1, "true"]),
        ("text", ["", "x"], [1, None]),
        ("choice", ["a"], ["c", "", []]),
    ],
)
def test_a_value_is_of_its_kind(kind, right, wrong):
    declare(Parameter("test.any", "Any", kind, None, "", choices=("a", "b")))
    for given in right:
        assert check("test.any", given) == given
    for given in wrong:
        with pytest.raises(Invalid) as refused:
            check("test.any", given)
        assert refused.value.field == "value"


@pytest.mark.parametrize(
    ("default", "right", "wrong"),
    [
        ({"": 30, "x": 60}, [{}, {"y": 3}], [{"y": "3"}, {"y": -1}, {"y": True}, [30], "{}", 1]),
        ([60, 30], [[], [7], [1.5]], [["7"], {"a": 1}, [float("nan")]]),
        ([], [[], ["甲局"]], [[1], {}]),
        ([{"code": "a", "days": 7}, {"code": "b", "days": 1, "more": []}], [[{"code": "c", "days": 2}], []],
         [[{"code": "c"}], [{"code": "c", "days": None}], ["c"]]),
    ],
)  # fmt: skip
def test_a_structured_value_is_built_like_its_default(default, right, wrong):
    declare(Parameter("test.any", "Any", "json", default, ""))
    assert [check("test.any", given) for given in right] == right
    for given in wrong:
        with pytest.raises(Invalid) as refused:
            check("test.any", given)
        assert json.dumps(default, ensure_ascii=False) in str(refused.value.remedy)


def test_a_pair_is_two_whole_numbers_in_order():
    declare(Parameter("test.share", "Share", "json", [2, 3], "", pair=True))
    assert [check("test.share", given) for given in ([1, 2], [1, 1], [0, 1])] == [[1, 2], [1, 1], [0, 1]]
    for given in ([3, 2], [0, 0], [2], [1, 2, 3], [1.5, 2], "2/3", {"2": 3}):
        with pytest.raises(Invalid):
            check("test.share", given)


@pytest.mark.parametrize(
    ("code", "bounds", "most"),
    [
        ("test.wait_days", {}, 36_500), ("test.days_a_year", {}, 36_500), ("test.years", {}, 100),
        ("test.months_most", {}, 1_200), ("test.score", {"most": 100}, 100), ("test.rest_days", {"most": 9}, 9),
    ],
)  # fmt: skip
def test_a_number_has_its_bounds(code, bounds, most):
    declare(Parameter(code, "Any", "integer", 1, "", least=1, **bounds))
    assert [check(code, given) for given in (1, most)] == [1, most]
    for given in (0, most + 1):
        with pytest.raises(Invalid) as refused:
            check(code, given)
        assert refused.value.remedy == f"integer: 1–{most}"
