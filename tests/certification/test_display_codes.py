"""A live code: fits version 12, is judged by its phone and its minute, and any change to it is refused."""

import random
from datetime import timedelta

import pytest

from certification.display import device_token
from certification.display.bind import Bound
from certification.display.withdraw import withdraw
from certification.printing import url_prefix
from certification.qr import matrix
from certification.signing import public_keys
from certification.token import Unverifiable
from certification.token import decode as decode_code
from certification.verification import by_code
from tests.factories.certification import an_officer
from tests.factories.certification_display import AT, Phone, a_phone, holder
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)


def decode(code):
    return decode_code(code, public_keys())


def state_at(phone, seconds=0):
    return by_code(phone.digits(AT), at=AT + timedelta(seconds=seconds)).state


def test_a_code_is_good_for_a_minute_either_way_and_a_screenshot_after(django_assert_num_queries):
    phone = a_phone()
    assert state_at(phone) == "valid"
    with django_assert_num_queries(1):
        assert state_at(phone, 60) == "valid"
    assert [state_at(phone, s) for s in (-60, 61, -61, 86400)] == ["valid", *["screenshot"] * 3]
    assert state_at(phone, 7 * 86400) == "expired"


def test_the_code_of_a_withdrawn_phone_is_refused_at_once():
    phone = a_phone()
    withdraw(device_id=phone.device.pk, by=holder(phone.device.credential), at=AT)
    assert state_at(phone) == "ended"


def test_a_code_of_a_phone_that_the_register_does_not_know_is_refused():
    phone, other = a_phone(), Phone()
    token, ends_on = device_token.make(phone.device.credential, other.public, at=AT)
    assert ends_on == phone.device.ends_on
    other.bound = Bound(phone.device, token)
    assert state_at(other) == "unknown"


def test_any_changed_byte_of_a_live_code_is_refused():
    code = a_phone().code(AT)
    for at in random.Random(7).sample(range(len(code)), 60):
        changed = bytearray(code)
        changed[at] ^= 1
        with pytest.raises(Unverifiable):
            decode(bytes(changed))


def test_a_code_signed_by_another_phone_is_refused():
    phone, thief = a_phone(), Phone()
    thief.bound = phone.bound
    with pytest.raises(Unverifiable):
        decode(thief.code(AT))


def test_the_code_of_an_ordinary_officer_fits_version_twelve():
    agency = an_agency(name="乐陵市综合行政执法局（城市管理局）")
    phone = a_phone(an_officer(agency, name="欧阳𬭚华").credentials.get())
    assert len(matrix(url_prefix(), phone.digits(AT))) <= 65
