"""The signed text of a credential: what goes in comes out, and nothing else gets through."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certification import verifier
from certification.token import (
    ED25519,
    EPOCH,
    SUITES,
    Claims,
    FileSigner,
    KeyRecord,
    KeyStatus,
    Reason,
    Unverifiable,
    decode,
    encode,
    from_digits,
    from_url,
    to_digits,
    to_url,
)
from certification.verifier.codec import DOMAIN, MIN_TOKEN
from certification.verifier.wire import MAX_AGENCY, MAX_NAME, MAX_NUMBER, read

CLAIMS = Claims(
    sid=1_234_567,
    name="李𬭚",
    agency="乐陵市综合行政执法局",
    category=3,
    number="15140300217",
    starts_on=date(2026, 3, 1),
    ends_on=date(2031, 2, 28),
    photo8=b"\x00\x01\x02\x03\xfc\xfd\xfe\xff",
)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> FileSigner:
    return FileSigner.open(tmp_path_factory.mktemp("keys"), kid=3, passphrase=b"a long passphrase")


@pytest.fixture(scope="module")
def key(signer: FileSigner) -> KeyRecord:
    return KeyRecord(
        kid=3,
        suite=ED25519,
        public=signer.public,
        numbers=("151403", "鲁N"),
        not_before=date(2026, 1, 1),
        not_after=date(2026, 12, 31),
    )


@pytest.fixture(scope="module")
def token(signer: FileSigner) -> bytes:
    return encode(CLAIMS, signer)


def refused(token: bytes, keys: dict[int, KeyRecord]) -> Reason:
    with pytest.raises(Unverifiable) as caught:
        decode(token, keys)
    return caught.value.reason


def signed(signer: FileSigner, array: bytes, suite: int = ED25519) -> bytes:
    body = bytes([suite]) + array
    return body + signer.sign(DOMAIN + body)


def items(**changes: object) -> list[object]:
    names = ("kid", "sid", "name", "agency", "category", "number", "day", "days", "photo8")
    return list((dict(zip(names, cbor2.loads(CLAIMS.to_array(3)), strict=True)) | changes).values())


# --- digits -----------------------------------------------------------------------------------------------------------


@given(st.binary(min_size=1, max_size=370))
def test_bytes_come_back_from_their_digits(data: bytes) -> None:
    digits = to_digits(data)
    assert from_digits(digits) == data
    assert digits.isdigit()
    assert len(digits) <= 900


def test_seven_bytes_take_seventeen_digits() -> None:
    assert to_digits(b"\xff" * 7) == str(2**56 - 1)
    assert [len(to_digits(bytes(size))) for size in range(9)] == [0, 3, 5, 8, 10, 13, 15, 17, 20]


@pytest.mark.parametrize(
    "digits",
    ["", "1", "12", "1234", "256", "99999", "9" * 17, "9" * 16, "12a", "１２３", "-12", " 12", "123\n", "1" * 901],
)
def test_digits_that_were_never_written_are_refused(digits: str) -> None:
    with pytest.raises(Unverifiable) as caught:
        from_digits(digits)
    assert caught.value.reason is Reason.MALFORMED


def test_an_address_carries_the_token(token: bytes) -> None:
    url = to_url("https://zf.leling.example.cn/v/", token)
    assert from_url(url) == token
    for wrong in (url + "x", url + "\n", "ftp" + url[5:], url.replace("/v/", "/w/"), url[:100], url + "?a=1"):
        with pytest.raises(Unverifiable):
            from_url(wrong)


# --- round trip -------------------------------------------------------------------------------------------------------

text = st.text(st.characters(codec="gb18030", exclude_categories=["C", "Z"]), min_size=1, max_size=25)


@settings(deadline=None)
@given(
    name=text,
    agency=text,
    sid=st.integers(0, 2**32 - 1),
    category=st.integers(0, 255),
    number=st.from_regex(r"[0-9]{1,24}|鲁N-[0-9]{1,8}|[A-Z]{1,32}", fullmatch=True),
    starts_on=st.dates(EPOCH, date(2150, 1, 1)),
    days=st.integers(1, 65_535),
    photo8=st.binary(min_size=8, max_size=8),
    kid=st.integers(0, 65_535),
)
def test_every_credential_comes_back_from_its_token(
    signer: FileSigner, key: KeyRecord, starts_on: date, days: int, kid: int, **facts: object
) -> None:
    claims = Claims(starts_on=starts_on, ends_on=starts_on + timedelta(days=days - 1), **facts)  # type: ignore[arg-type]
    mine = FileSigner(kid=kid, key=signer._key)
    anywhere = replace(key, kid=kid, numbers=("",), not_before=date.min, not_after=date.max)
    token = from_digits(to_digits(encode(claims, mine)))
    verified = decode(token, {kid: anywhere})
    assert verified.claims == claims
    assert verified.key is anywhere


def test_the_token_is_small_and_fixed(token: bytes, signer: FileSigner) -> None:
    assert len(token) == 125
    assert encode(CLAIMS, signer) == token
    assert token[0] == ED25519
    assert cbor2.loads(token[1:-64])[5] == 15140300217


def test_the_shortest_and_the_longest_credential_fit(signer: FileSigner, key: KeyRecord) -> None:
    anything = {3: replace(key, numbers=("",), not_before=date.min, not_after=date.max)}
    least = Claims(0, "A", "B", 0, "0", EPOCH, EPOCH, bytes(8))
    assert len(encode(least, signer)) == MIN_TOKEN
    assert decode(encode(least, signer), anything).claims == least
    late = date(2199, 1, 1)
    most = Claims(
        2**32 - 1, "𬭚" * 25, "局" * 70, 255, "Z" * MAX_NUMBER, late, late + timedelta(days=65_534), b"\xff" * 8
    )
    large = encode(most, FileSigner(kid=65_535, key=signer._key))
    assert len(large) <= 370
    assert decode(large, {65_535: replace(anything[3], kid=65_535)}).claims == most


def test_a_number_with_a_leading_zero_keeps_it(signer: FileSigner, key: KeyRecord) -> None:
    claims = replace(CLAIMS, number="0151403")
    assert decode(encode(claims, signer), {3: replace(key, numbers=("0",))}).claims.number == "0151403"


def test_validity_counts_its_first_and_last_day() -> None:
    assert CLAIMS.covers(date(2026, 3, 1))
    assert CLAIMS.covers(date(2031, 2, 28))
    assert not CLAIMS.covers(date(2026, 2, 28))
    assert not CLAIMS.covers(date(2031, 3, 1))


@pytest.mark.parametrize(
    "change",
    [
        {"sid": -1},
        {"sid": 2**32},
        {"category": 256},
        {"name": ""},
        {"name": "王" * 51},
        {"name": "王\u200b五"},
        {"name": "王\u202e五"},
        {"name": " 王五"},
        {"name": "\ud800"},
        {"name": "\ue000"},
        {"agency": ""},
        {"agency": "局" * 71},
        {"agency": "局\n"},
        {"number": ""},
        {"number": "1" * 33},
        {"starts_on": date(2019, 12, 31)},
        {"ends_on": date(2026, 2, 28)},
        {"starts_on": date(2200, 1, 1), "ends_on": date(2201, 1, 1)},
        {"photo8": b"1234567"},
        {"photo8": b"123456789"},
    ],
)
def test_facts_the_code_cannot_carry_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        replace(CLAIMS, **change)


# --- tampering --------------------------------------------------------------------------------------------------------


def test_every_single_digit_changed_is_refused(token: bytes, key: KeyRecord) -> None:
    digits = to_digits(token)
    for at, old in enumerate(digits):
        for new in "0123456789":
            if new != old:
                with pytest.raises(Unverifiable):
                    decode(from_digits(digits[:at] + new + digits[at + 1 :]), {3: key})


def test_every_single_bit_flipped_is_refused(token: bytes, key: KeyRecord) -> None:
    for bit in range(len(token) * 8):
        altered = bytearray(token)
        altered[bit // 8] ^= 1 << bit % 8
        refused(bytes(altered), {3: key})


@given(st.binary(min_size=0, max_size=400))
def test_no_noise_is_a_credential(key: KeyRecord, noise: bytes) -> None:
    refused(noise, {3: key})
    refused(b"\x01\x89" + noise, {3: key})


def test_more_or_fewer_bytes_are_refused(token: bytes, key: KeyRecord) -> None:
    for size in range(len(token)):
        assert refused(token[:size], {3: key}) in {Reason.MALFORMED, Reason.BAD_SIGNATURE}
    assert refused(token + b"\0", {3: key}) is Reason.MALFORMED
    assert refused(token + bytes(400), {3: key}) is Reason.MALFORMED


# --- suites and keys --------------------------------------------------------------------------------------------------


def test_an_unknown_suite_cannot_be_verified(signer: FileSigner, key: KeyRecord) -> None:
    for suite in (0x00, 0x03, 0x13, 0x81):
        assert suite not in SUITES
        assert refused(signed(signer, CLAIMS.to_array(3), suite), {3: key}) is Reason.UNKNOWN_SUITE


def test_an_unknown_key_cannot_be_verified(token: bytes, key: KeyRecord) -> None:
    assert refused(token, {}) is Reason.UNKNOWN_KEY
    assert refused(token, {4: key}) is Reason.UNKNOWN_KEY
    assert refused(token, {3: replace(key, suite=0x02)}) is Reason.UNKNOWN_KEY


def test_another_key_of_the_same_name_is_a_bad_signature(token: bytes, key: KeyRecord, tmp_path: Path) -> None:
    other = FileSigner.open(tmp_path, kid=3, passphrase=b"another")
    assert refused(token, {3: replace(key, public=other.public)}) is Reason.BAD_SIGNATURE


def test_a_signature_made_for_another_purpose_is_refused(token: bytes, signer: FileSigner, key: KeyRecord) -> None:
    body = token[:-64]
    assert refused(body + signer.sign(body), {3: key}) is Reason.BAD_SIGNATURE


def test_a_key_may_sign_only_numbers_in_its_scope(signer: FileSigner, token: bytes, key: KeyRecord) -> None:
    assert refused(token, {3: replace(key, numbers=("151404",))}) is Reason.KEY_OUT_OF_SCOPE
    assert refused(token, {3: replace(key, numbers=())}) is Reason.KEY_OUT_OF_SCOPE
    assert decode(token, {3: replace(key, numbers=("",))}).claims == CLAIMS
    lettered = replace(CLAIMS, number="鲁N-17")
    assert decode(encode(lettered, signer), {3: key}).claims == lettered


def test_a_key_may_sign_only_within_its_dates(token: bytes, key: KeyRecord) -> None:
    day = CLAIMS.starts_on
    assert decode(token, {3: replace(key, not_before=day, not_after=day)}).claims == CLAIMS
    assert refused(token, {3: replace(key, not_before=day + timedelta(1))}) is Reason.KEY_OUT_OF_SCOPE
    assert refused(token, {3: replace(key, not_after=day - timedelta(1))}) is Reason.KEY_OUT_OF_SCOPE


def test_a_retired_key_verifies_and_a_compromised_one_does_not(token: bytes, key: KeyRecord) -> None:
    assert decode(token, {3: replace(key, status=KeyStatus.RETIRED)}).claims == CLAIMS
    assert refused(token, {3: replace(key, status=KeyStatus.COMPROMISED)}) is Reason.KEY_COMPROMISED


def test_what_is_wrong_with_the_key_is_said_before_the_signature_is_looked_at(token: bytes, key: KeyRecord) -> None:
    forged = token[:-64] + bytes(64)
    assert refused(forged, {}) is Reason.UNKNOWN_KEY
    assert refused(forged, {3: replace(key, numbers=())}) is Reason.KEY_OUT_OF_SCOPE
    assert refused(forged, {3: key}) is Reason.BAD_SIGNATURE


def test_every_reason_has_its_sentence() -> None:
    for reason in Reason:
        assert str(Unverifiable(reason))
    assert len({str(Unverifiable(reason)) for reason in Reason}) == len(Reason)


# --- the array, though well signed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"kid": 65_536},
        {"kid": "3"},
        {"sid": 2**32},
        {"sid": -1},
        {"name": "王五"},
        {"name": b""},
        {"name": b"\xff\xff"},
        {"name": b"a" * (MAX_NAME + 1)},
        {"name": b"\x81"},
        {"name": b" a"},
        {"agency": b"a" * (MAX_AGENCY + 1)},
        {"category": 256},
        {"category": None},
        {"number": -5},
        {"number": b"151403"},
        {"number": "15140300217"},
        {"number": "151403" + "x" * MAX_NUMBER},
        {"number": 2**64},
        {"number": 151403.5},
        {"day": 65_536},
        {"days": 0},
        {"days": 65_536},
        {"photo8": b"1234567"},
        {"photo8": [1]},
        {"extra": 1},
    ],
)
def test_an_item_of_the_wrong_kind_or_size_is_malformed(
    signer: FileSigner, key: KeyRecord, change: dict[str, object]
) -> None:
    array = cbor2.dumps(items(**change), canonical=True)
    assert refused(signed(signer, array), {3: key}) is Reason.MALFORMED


def test_other_spellings_of_the_same_array_are_malformed(signer: FileSigner, key: KeyRecord) -> None:
    array = CLAIMS.to_array(3)
    assert array[:2] == b"\x89\x03"
    rest = array[2:]
    others = [
        b"\x89\x18\x03" + rest,
        b"\x89\x19\x00\x03" + rest,
        b"\x89\x1a\x00\x00\x00\x03" + rest,
        b"\x89\x1b" + bytes(7) + b"\x03" + rest,
        b"\x89\x1c" + rest,
        b"\x89\x1f" + rest,
        b"\x98\x09\x03" + rest,
        b"\x9f\x03" + rest + b"\xff",
        b"\xc1" + array,
        b"\x89\xc1\x03" + rest,
        array + b"\x00",
        array + array,
        b"\xa9" + array[1:],
    ]
    for other in others:
        assert refused(signed(signer, other), {3: key}) is Reason.MALFORMED
    assert decode(signed(signer, array), {3: key}).claims == CLAIMS


def test_text_that_breaks_off_or_is_no_utf8_is_malformed() -> None:
    array = replace(CLAIMS, number="鲁N-17").to_array(3)
    at = array.index("鲁".encode())
    for wrong in (array[:at] + b"\xff" + array[at + 1 :], array[: at + 2], array[:1], array[:2], b"\x89\x19\x01", b""):
        with pytest.raises(verifier.Unverifiable):
            read(wrong)


def test_an_unsigned_reading_agrees_with_an_independent_one() -> None:
    assert list(read(CLAIMS.to_array(3)))[:-1] == cbor2.loads(CLAIMS.to_array(3))
