"""Check digits, with test values that belong to nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.organisation.identifiers import (
    CODE_CHARACTERS,
    credit_code_fault,
    division_fault,
    id_number_fault,
    masked,
)
from tests.factories.organisation import credit_code, id_number


@pytest.mark.parametrize("value", ["371481190001010011", "37148119000101002X", "37148119000615003X"])
def test_a_right_identification_number_has_no_fault(value):
    assert id_number_fault(value) == ""


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("371481190001010012", "check"),
        ("37148119000101002x", "shape"),
        ("37148119000101001", "shape"),
        ("071481190001010011", "shape"),
        ("371481190002290011", "date"),  # 1900 was no leap year
        ("371481190013010011", "date"),
        ("", "shape"),
        ("371481190001010011\n", "shape"),
        ("３71481190001010011", "shape"),
        ("3714811900010100１1", "shape"),
    ],
)
def test_a_wrong_identification_number_says_what_is_wrong(value, fault):
    assert id_number_fault(value) == fault


@pytest.mark.parametrize(
    "value", ["91371481MA0000015K", "91371481MA0000023E", "92371481MA00000316", "113714810000000195"]
)
def test_a_right_credit_code_has_no_fault(value):
    assert credit_code_fault(value) == ""


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("91371481MA0000015L", "check"),
        ("91371481MA000001I5", "shape"),
        ("91371481MA0000015", "shape"),
        ("91371481ma0000015k", "shape"),
        ("", "shape"),
    ],
)
def test_a_wrong_credit_code_says_what_is_wrong(value, fault):
    assert credit_code_fault(value) == fault


@settings(deadline=None)
@given(st.integers(0, 999_999_999))
def test_the_codes_of_the_factories_check(number):
    assert credit_code_fault(credit_code(number)) == ""
    assert id_number_fault(id_number(number)) == ""
    assert id_number(number)[6:10] == "1900"


@settings(deadline=None)
@given(st.integers(0, 999_999_999), st.integers(0, 17), st.sampled_from(CODE_CHARACTERS))
def test_one_wrong_character_of_a_credit_code_is_always_found(number, place, other):
    right = credit_code(number)
    wrong = right[:place] + other + right[place + 1 :]
    assert (credit_code_fault(wrong) == "") == (wrong == right)


@settings(deadline=None)
@given(st.integers(0, 999_999_999), st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_identification_number_is_always_found(number, place, other):
    right = id_number(number)
    wrong = right[:place] + other + right[place + 1 :]
    assert (id_number_fault(wrong) == "") == (wrong == right)


@pytest.mark.parametrize(
    ("value", "fault"),
    [("371481", ""), ("371481001", ""), ("37148", "shape"), ("071481", "shape"), ("37148100", "shape")],
)
def test_division_codes(value, fault):
    assert division_fault(value) == fault


def test_a_masked_number_shows_three_and_two():
    assert masked("371481190001010011") == "371*************11"
    assert masked("") == ""
    assert masked("1234") == "12334"[:3] + "34"
