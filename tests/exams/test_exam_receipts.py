"""Receipts: signed, checked without the database, and telling every alteration."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams import receipts

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def receipt(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "one", []
    return receipts.receipt(sitting=7, seq=4, at=AT, answers_sha256="ab" * 32)


def test_a_receipt_says_what_was_handed_in_and_is_the_same_each_time(receipt):
    assert set(receipt) == receipts.FIELDS
    assert (receipt["sitting"], receipt["seq"], receipt["at"]) == (7, 4, "2026-11-02T01:00:00+00:00")
    assert receipts.receipt(sitting=7, seq=4, at=AT, answers_sha256="ab" * 32) == receipt
    assert receipts.verify(receipt, keys=receipts.public_keys())


@pytest.mark.parametrize(
    "change",
    [
        {"sitting": 8}, {"seq": 5}, {"at": "2026-11-02T01:00:01+00:00"}, {"answers_sha256": "ac" * 32}, {"v": 2},
        {"key": "0" * 16}, {"signature": ""}, {"signature": "?"}, {"signature": 5}, {"more": 1}, {"sitting": "7"},
    ],
)  # fmt: skip
def test_an_altered_receipt_is_told(receipt, change):
    assert not receipts.verify({**receipt, **change}, keys=receipts.public_keys())


@given(st.integers(0, 63), st.integers(1, 255))
def test_no_other_signature_passes(place, flip):
    good = receipts.receipt(sitting=7, seq=4, at=AT, answers_sha256="ab" * 32)
    raw = bytearray(base64.b64decode(good["signature"]))
    raw[place] ^= flip
    bad = {**good, "signature": base64.b64encode(bytes(raw)).decode()}
    assert not receipts.verify(bad, keys=receipts.public_keys())


def test_a_receipt_of_an_earlier_secret_is_checked_while_that_is_kept(receipt, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "two", ["one"]
    assert len(receipts.public_keys()) == 2
    assert receipts.verify(receipt, keys=receipts.public_keys())
    settings.SECRET_KEY_FALLBACKS = []
    assert not receipts.verify(receipt, keys=receipts.public_keys())


def test_the_public_key_is_what_the_document_says(receipt):
    """The example of docs/operations.md: verify with nothing but Ed25519 and the canonical JSON."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signed = (
        b'exams.receipt.1\n{"answers_sha256":"' + b"ab" * 32 + b'","at":"2026-11-02T01:00:00+00:00","key":"'
        + receipt["key"].encode() + b'","seq":4,"sitting":7,"v":1}'
    )  # fmt: skip
    public = Ed25519PublicKey.from_public_bytes(receipts.public_keys()[receipt["key"]])
    public.verify(base64.b64decode(receipt["signature"]), signed)
