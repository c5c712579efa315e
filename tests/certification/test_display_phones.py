"""A phone is bound by its key, renewed while the credential is valid, and withdrawn for ever."""

from datetime import timedelta

import pytest

from certification.display import challenge
from certification.display.bind import NotYours, bind
from certification.display.challenge import ChallengeOver
from certification.display.contact import contact
from certification.display.holding import NotValidNow, Withdrawn
from certification.display.proof import NotThisPhone
from certification.display.renew import NotDue, renew
from certification.display.withdraw import withdraw
from certification.models import BoundDevice, SpentChallenge
from certification.signing import public_keys
from certification.token import decode as decode_code
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.models import Entry
from tests.factories.certification import a_suspension, an_officer, clerk, moment, refused
from tests.factories.certification_display import AT, Phone, a_phone, holder, setting
from tests.factories.flowcharts import a_person, actor, an_agency

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency():
    return an_agency()


@pytest.fixture
def credential(agency):
    return an_officer(agency).credentials.get()


def decode(code):
    return decode_code(code, public_keys())


def last_verb(credential):
    return Entry.objects.filter(series=credential.series).latest("seq").verb


def bind_facts(credential, phone, **changes):
    facts = {"credential_id": credential.pk, "by": holder(credential), "at": AT, "name": "手机", "public": phone.public}
    return {**facts, "answer": phone.answer("bind", AT), **changes}


def test_a_bound_phone_gets_a_token_of_seven_days_for_the_credentials_serial(credential):
    phone = a_phone(credential)
    live = decode(phone.code(AT))
    assert (live.claims.sid, live.claims.number, live.device) == (credential.sid, credential.number, phone.public)
    assert (live.claims.starts_on, live.claims.ends_on) == (AT.date(), AT.date() + timedelta(days=6))
    assert last_verb(credential) == "device.bind"


def test_a_token_never_lasts_longer_than_the_setting_or_the_credential(agency):
    credential = an_officer(agency, valid_to=AT.date() + timedelta(days=2)).credentials.get()
    assert a_phone(credential).device.ends_on == credential.valid_to
    setting("display.device_days", 2, agency)
    assert a_phone(credential).device.ends_on == AT.date() + timedelta(days=1)
    longer = an_officer(an_agency(name="乐陵市交通运输局")).credentials.get()
    setting("display.device_days", 30, longer.agency)
    assert a_phone(longer).device.ends_on == AT.date() + timedelta(days=6)


def test_a_challenge_is_answered_once_and_in_time(credential):
    phone, asked = Phone(), challenge.make(AT)
    late = AT + timedelta(seconds=challenge.SECONDS + 1)
    answer = phone.answer("bind", AT, challenged=asked)
    refused(ChallengeOver, bind, **bind_facts(credential, phone, at=late, answer=answer))
    bind(**bind_facts(credential, phone, answer=answer))
    other = Phone()
    again = other.answer("bind", AT, challenged=asked)
    refused(ChallengeOver, bind, **bind_facts(credential, other, answer=again))
    made_up = other.answer("bind", AT, challenged=asked[:-1] + "x")
    refused(ChallengeOver, bind, **bind_facts(credential, other, answer=made_up))


def test_spent_challenges_are_forgotten_once_they_are_too_old_to_be_answered():
    for minutes in (0, 1, 10):
        challenge.spend(challenge.make(AT + timedelta(minutes=minutes)), at=AT + timedelta(minutes=minutes))
    assert SpentChallenge.objects.count() == 1


def test_a_phone_without_the_key_or_with_the_answer_of_another_act_is_refused(credential):
    phone, other = Phone(), Phone()
    refused(NotThisPhone, bind, **bind_facts(credential, phone, answer=other.answer("bind", AT)))
    refused(NotThisPhone, bind, **bind_facts(credential, phone, answer=phone.answer("contact", AT)))
    refused(NotThisPhone, bind, **bind_facts(credential, phone, public=b"\x02" + bytes(32)))
    assert not BoundDevice.objects.exists()
    bind(**bind_facts(credential, phone))
    refused(NotThisPhone, bind, **bind_facts(credential, phone))


def test_only_the_holder_binds_and_only_a_valid_credential(agency, credential):
    issuer = clerk(agency)
    refused(NotYours, bind, **bind_facts(credential, Phone(), by=issuer))
    refused(Invalid, bind, field="name", **bind_facts(credential, Phone(), name=" "))
    refused(NotFound, bind, **bind_facts(credential, Phone(), credential_id=0))
    a_suspension(credential, issuer)
    refused(NotValidNow, bind, article=NotValidNow.article, **bind_facts(credential, Phone()))


def test_another_phone_takes_the_place_of_the_first_unless_the_setting_allows_more(agency, credential):
    first = a_phone(credential)
    second = a_phone(credential, AT + timedelta(hours=1))
    first.device.refresh_from_db()
    assert (first.device.why, first.device.withdrawn_at) == ("replaced", AT + timedelta(hours=1))
    setting("display.devices", 2, agency)
    third = a_phone(credential, AT + timedelta(hours=2))
    assert set(BoundDevice.objects.filter(withdrawn_at=None)) == {second.device, third.device}


def test_the_holder_and_the_office_withdraw_a_phone_and_nobody_else(agency, credential):
    phone, issuer = a_phone(credential), clerk(agency)
    stranger = actor(a_person("issue", agency=an_agency(name="乐陵市交通运输局")))
    refused(NotFound, withdraw, device_id=phone.device.pk, by=stranger, at=AT)
    withdraw(device_id=phone.device.pk, by=holder(credential), at=AT)
    refused(Withdrawn, withdraw, device_id=phone.device.pk, by=issuer, at=AT)
    other = a_phone(credential)
    done = withdraw(device_id=other.device.pk, by=issuer, at=AT, words="冒用")
    assert (done.why, done.words, last_verb(credential)) == ("office", "冒用", "device.withdraw")


def test_a_contact_renews_only_when_fewer_than_two_days_are_left(credential):
    phone = a_phone(credential)
    early, late = AT + timedelta(days=4), AT + timedelta(days=5)
    refused(NotDue, renew, device_id=phone.device.pk, by=holder(credential), at=early, answer=phone.answer("x", early))
    found = contact(device_id=phone.device.pk, at=early, answer=phone.answer("contact", early))
    assert (found.state, found.token) == ("valid", None)
    found = contact(device_id=phone.device.pk, at=late, answer=phone.answer("contact", late))
    assert found.device.ends_on == late.date() + timedelta(days=6)
    assert last_verb(credential) == "device.renew"
    phone.bound = type(phone.bound)(found.device, found.token)
    assert decode(phone.code(late)).claims.ends_on == found.device.ends_on


def test_a_suspended_credential_is_not_renewed_and_the_contact_says_so(agency, credential):
    phone, late = a_phone(credential), AT + timedelta(days=6)
    a_suspension(credential, clerk(agency), at="2026-06-02")
    found = contact(device_id=phone.device.pk, at=late, answer=phone.answer("contact", late))
    assert (found.state, found.token) == ("suspended", None)
    answer = phone.answer("contact", late)
    refused(NotValidNow, renew, device_id=phone.device.pk, by=holder(credential), at=late, answer=answer)


def test_a_withdrawn_phone_is_not_renewed_and_the_contact_says_so(credential):
    phone, late = a_phone(credential), AT + timedelta(days=6)
    withdraw(device_id=phone.device.pk, by=holder(credential), at=AT)
    found = contact(device_id=phone.device.pk, at=late, answer=phone.answer("contact", late))
    assert (found.device.why, found.token) == ("lost", None)
    answer = phone.answer("contact", late)
    refused(Withdrawn, renew, device_id=phone.device.pk, by=holder(credential), at=late, answer=answer)


def test_a_contact_is_refused_to_a_phone_with_another_key(credential):
    phone = a_phone(credential)
    with pytest.raises(NotThisPhone):
        contact(device_id=phone.device.pk, at=AT, answer=Phone().answer("contact", AT))
    with pytest.raises(NotFound):
        contact(device_id=0, at=moment("2026-06-01"), answer=phone.answer("contact", AT))
