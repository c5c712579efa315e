"""Numbers in addresses and forms: what is none is nothing, never an error."""

import pytest

from enforcement.web.asked import number, numbers


@pytest.mark.parametrize("given", ["²", "9" * 5000, "9" * 19, "-1", "1.0", " 1", "1\n", "", "x", "１", None])
def test_what_is_no_number_is_none(given):
    assert number(given) is None


def test_numbers_are_read_in_their_order():
    assert numbers(["3", "²", "0", "9" * 18]) == [3, 0, 10**18 - 1]
