"""A credential in the formats of others: signed, verified by other libraries, its status resolved, and nothing private."""

import gzip
import io
import json
import zipfile
import zlib
from base64 import urlsafe_b64decode

import pytest
import zxingcpp
from django.test import Client
from joserfc import jws
from joserfc.jwk import KeySet
from jwcrypto.jwk import JWK
from PIL import Image
from sd_jwt.holder import SDJWTHolder
from sd_jwt.verifier import SDJWTVerifier

from certification import queries
from certification.exports.formats import FORMATS, made
from certification.models import SigningKey
from certification.printing import url_prefix
from certification.revoke import revoke
from certification.signing import NoSigningKey
from enforcement import clock
from enforcement.errors import Invalid, NotFound
from enforcement.jobs.perform import drain
from enforcement.organisation.models import Agency
from tests.factories.certification import a_suspension, an_officer, clerk, moment
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)
NOW = clock.now()


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture
def row(agency):
    found = an_officer(agency, name="李𬭚").credentials.get()
    drain()
    return as_it_stands(found)


def as_it_stands(row):
    return queries.with_state(clock.today()).select_related("agency").get(pk=row.pk)


def saved(row, code: str, **more) -> bytes:
    return made(row, code, at=NOW, **more)[1]


def unpadded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def fetched(address: str):
    """Return what another finds at an address of ours."""
    return Client().get("/" + address.split("/", 3)[3])


def key_of_did(kid: str) -> KeySet:
    name, _hash, _number = kid.partition("#")
    path = "/status/did.json" if name.endswith(":status") else "/.well-known/did.json"
    method = next(m for m in Client().get(path).json()["verificationMethod"] if m["id"] == kid)
    return KeySet.import_key_set({"keys": [{**method["publicKeyJwk"], "kid": kid}]})


def verified_vc(text: str) -> tuple[dict, dict]:
    header = json.loads(unpadded(text.split(".", maxsplit=1)[0]))
    found = jws.deserialize_compact(text, key_of_did(header["kid"]), algorithms=["EdDSA"])
    return header, json.loads(found.payload)


def verified_sd_jwt(text: str) -> dict:
    def key(issuer: str, header: dict) -> JWK:
        metadata = Client().get("/.well-known/jwt-vc-issuer").json()
        assert (metadata["issuer"], header["typ"]) == (issuer, "dc+sd-jwt")
        return JWK(**next(k for k in metadata["jwks"]["keys"] if k["kid"] == header["kid"]))

    # The library's default algorithm is another, and it does not choose by the key.
    class Verifier(SDJWTVerifier):
        def _verify_sd_jwt(self, cb_get_issuer_key, sign_alg=None):
            super()._verify_sd_jwt(cb_get_issuer_key, sign_alg="EdDSA")

    return Verifier(text, key).get_verified_payload()


def status_by_token(pointer: dict) -> int:
    text = fetched(pointer["status_list"]["uri"]).content.decode()
    bits = zlib.decompress(unpadded(json.loads(unpadded(text.split(".")[1]))["status_list"]["lst"]))
    at = pointer["status_list"]["idx"]
    return bits[at // 4] >> 2 * (at % 4) & 3


def status_by_bitstring(entry: dict) -> int:
    _header, listed = verified_vc(fetched(entry["statusListCredential"]).content.decode())
    assert listed["credentialSubject"]["statusPurpose"] == entry["statusPurpose"]
    bits = gzip.decompress(unpadded(listed["credentialSubject"]["encodedList"][1:]))
    at = int(entry["statusListIndex"])
    return bits[at // 8] >> (7 - at % 8) & 1


# --- verifiable credentials ----------------------------------------------------------------------------------------


def test_the_verifiable_credential_says_what_the_card_says(row):
    header, said = verified_vc(saved(row, "vc").decode())
    assert (header["typ"], header["cty"], header["alg"]) == ("vc+jwt", "vc", "EdDSA")
    assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert said["type"] == ["VerifiableCredential", "EnforcementCredential"]
    assert said["issuer"]["id"] == header["kid"].split("#")[0]
    assert said["id"] == url_prefix() + row.digits
    subject = said["credentialSubject"]
    assert (subject["name"], subject["number"]) == ("李𬭚", row.number)
    assert (subject["fields"], subject["photo_sha256"]) == ("市场监管", row.photo_sha256)
    assert (said["validFrom"], said["validUntil"]) == ("2023-12-31T16:00:00Z", "2028-12-31T15:59:59Z")


def test_every_own_word_of_the_credential_stands_in_its_context(row):
    _header, said = verified_vc(saved(row, "vc").decode())
    terms = fetched(said["@context"][1]).json()["@context"]
    known_to_the_standard = {"name", "type"}
    assert set(said["credentialSubject"]) - known_to_the_standard <= set(terms)
    assert {"status", *said["type"][1:], said["credentialSubject"]["type"]} <= set(terms)


def test_an_sd_jwt_shows_only_what_its_holder_chooses(row):
    text = saved(row, "sd-jwt").decode()
    everything = verified_sd_jwt(text)
    assert (everything["name"], everything["number"], everything["agency"]) == ("李𬭚", row.number, row.agency_name)
    holder = SDJWTHolder(text)
    holder.create_presentation({"name": True})
    shown = verified_sd_jwt(holder.sd_jwt_presentation)
    assert shown["name"] == "李𬭚"
    assert not {"number", "agency", "area", "photo_sha256"} & set(shown)
    assert "status" in shown
    assert "李𬭚" not in unpadded(text.split(".")[1]).decode()


def test_the_type_of_the_sd_jwt_describes_every_claim(row):
    shown = verified_sd_jwt(saved(row, "sd-jwt").decode())
    described = fetched(shown["vct"]).json()
    assert described["vct"] == shown["vct"]
    names = {claim["path"][0] for claim in described["claims"]}
    assert names == set(shown) - {"iss", "iat", "nbf", "exp", "vct", "status", "_sd_alg"}
    assert {d["locale"] for d in described["display"]} == {"zh-CN", "en"}


def test_a_telephones_key_binds_the_sd_jwt(row):
    from certification.exports.facts import of
    from certification.exports.selective import sd_jwt_vc

    holder = {"kty": "EC", "crv": "P-256", "x": "a", "y": "b"}
    assert verified_sd_jwt(sd_jwt_vc(of(row), at=NOW, holder=holder))["cnf"] == {"jwk": holder}


@pytest.mark.parametrize(("act", "value"), [("suspend", 2), ("revoke", 1)])
def test_a_change_reaches_both_lists_of_what_was_saved_before(row, agency, act, value):
    claims = verified_sd_jwt(saved(row, "sd-jwt").decode())
    _header, vc = verified_vc(saved(row, "vc").decode())
    assert status_by_token(claims["status"]) == 0
    assert [status_by_bitstring(entry) for entry in vc["credentialStatus"]] == [0, 0]
    if act == "suspend":
        a_suspension(row, clerk(agency))
    else:
        revoke(
            credential_id=row.pk, by=clerk(agency), at=moment("2026-05-12"), ground="违法", document="乐司〔2026〕2号"
        )
    drain()
    assert status_by_token(claims["status"]) == value
    assert status_by_token(vc["status"]) == value
    assert [status_by_bitstring(entry) for entry in vc["credentialStatus"]] == [int(value == 1), int(value == 2)]


@pytest.mark.parametrize("limit", [{"numbers": ["99"]}, {"agencies": ["别处"]}, {"use": "status"}, {"suite": 2}])
def test_a_key_that_may_not_sign_the_card_signs_nothing_for_wallets(row, limit):
    SigningKey.objects.filter(kid=row.kid).update(**limit)
    for code in ("vc", "sd-jwt"):
        with pytest.raises(NoSigningKey):
            saved(row, code)


# --- pictures ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "most"), [("", 1200), ("600", 600), ("300", 300)])
def test_the_picture_is_read_and_no_larger_than_asked(row, size, most):
    image = Image.open(io.BytesIO(saved(row, "png", size=size)))
    assert image.width == image.height <= most
    assert image.width > most * 0.75
    assert zxingcpp.read_barcodes(image.convert("L"))[0].text == url_prefix() + row.digits
    assert min(image.crop((0, 0, image.width, 4)).convert("L").tobytes()) == 255


def test_the_drawing_has_its_size_and_its_quiet_zone(row):
    drawn = saved(row, "svg", size="45").decode()
    assert drawn.startswith('<svg width="45mm" height="45mm"')
    assert "viewBox=" in drawn
    assert min(int(part.split()[0]) for part in drawn.split('d="M')[1].split("M")) >= 4


@pytest.mark.parametrize("size", ["0", "x", "-5", "99999", "²", "1e3"])
def test_a_size_that_is_none_is_refused(row, size):
    for code in ("png", "svg"):
        with pytest.raises(Invalid):
            saved(row, code, size=size)


# --- what is offered -----------------------------------------------------------------------------------------------


def test_only_a_valid_credential_is_saved(row, agency):
    a_suspension(row, clerk(agency))
    for code in ("png", "svg", "vc", "sd-jwt"):
        with pytest.raises(NotFound):
            saved(as_it_stands(row), code)


def test_formats_that_must_be_set_up_are_not_offered(row):
    for code in ("ofd", "pkpass", "docx"):
        with pytest.raises(NotFound):
            saved(row, code)
    assert list(FORMATS) == ["png", "svg", "vc", "sd-jwt", "ofd", "pkpass"]


def test_an_ofd_is_a_zip_only_where_the_setting_is_on(row, monkeypatch):
    monkeypatch.setattr("certification.exports.formats.value", lambda *_, **__: True)
    assert zipfile.is_zipfile(io.BytesIO(saved(row, "ofd")))
