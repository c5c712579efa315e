"""The lists in the formats of others, read by the rules of their standards and verified by another library."""

import gzip
import json
import zlib
from base64 import urlsafe_b64decode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import KeySet

from certification.models import SigningKey, StatusShard
from certification.revoke import revoke
from certification.signing import forget
from certification.status.issuer import did
from enforcement.jobs.perform import drain
from enforcement.organisation.models import Agency
from tests.factories.certification import a_suspension, an_officer, clerk, moment
from tests.factories.flowcharts import an_agency

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN, REVOCATION, SUSPENSION = "/status/1.jwt", "/status/1/revocation.jwt", "/status/1/suspension.jwt"


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture
def three(agency):
    """A valid, a suspended and a revoked credential, published."""
    valid, suspended, revoked = (an_officer(agency).credentials.get() for _ in range(3))
    by = clerk(agency)
    a_suspension(suspended, by)
    revoke(credential_id=revoked.pk, by=by, at=moment("2026-05-12"), ground="违法", document="乐司〔2026〕2号")
    drain()
    return valid, suspended, revoked


def fetched(path: str) -> tuple[dict, dict, str]:
    """Return header and payload of a list as the other library verified it, and its type."""
    client = Client()
    answer = client.get(path)
    keys = KeySet.import_key_set(client.get("/.well-known/jwks.json").json())
    for key in list(keys.keys):
        key.ensure_kid()
    text = answer.content.decode()
    header = json.loads(unpadded(text.split(".")[0]))
    if "#" in header["kid"]:  # as a resolver of did:web does: the method of that id in the document
        document = client.get("/status/did.json").json()
        method = next(m for m in document["verificationMethod"] if m["id"] == header["kid"])
        assert method["id"] in document["assertionMethod"]
        assert document["id"] == method["controller"]
        keys = KeySet.import_key_set({"keys": [{**method["publicKeyJwk"], "kid": header["kid"]}]})
    found = jws.deserialize_compact(text, keys, algorithms=["EdDSA"])
    return header, json.loads(found.payload), answer["Content-Type"]


def unpadded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def positions(*credentials) -> list[int]:
    return [c.sid & 131071 for c in credentials]


def test_the_token_status_list_says_each_status(three):
    header, claims, kind = fetched(TOKEN)
    listed = claims["status_list"]
    bits = zlib.decompress(unpadded(listed["lst"]))
    values = [bits[at // 4] >> 2 * (at % 4) & 3 for at in positions(*three)]
    assert (kind, header["typ"], header["alg"]) == ("application/statuslist+jwt", "statuslist+jwt", "EdDSA")
    assert values == [0, 2, 1]
    assert (listed["bits"], len(bits)) == (2, 32768)
    assert claims["sub"].endswith(TOKEN)
    assert claims["exp"] - claims["iat"] == 86400
    assert claims["ttl"] == 300
    assert claims["iat"] == StatusShard.objects.last().iat


def test_the_aggregation_lists_every_list(three):
    _header, claims, _kind = fetched(TOKEN)
    answer = Client().get("/" + claims["status_list"]["aggregation_uri"].split("/", 3)[3])
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {"status_lists": [claims["sub"]]}


@pytest.mark.parametrize(("path", "purpose", "set_"), [(REVOCATION, "revocation", 2), (SUSPENSION, "suspension", 1)])
def test_the_bitstring_lists_say_each_status(three, path, purpose, set_):
    header, credential, kind = fetched(path)
    subject = credential["credentialSubject"]
    bits = gzip.decompress(unpadded(subject["encodedList"].removeprefix("u")))
    values = [bits[at // 8] >> (7 - at % 8) & 1 for at in positions(*three)]
    assert (kind, header["typ"], header["cty"]) == ("application/vc+jwt", "vc+jwt", "vc")
    assert values == [int(number == set_) for number in range(3)]
    assert len(bits) * 8 >= 131072
    assert sum(byte.bit_count() for byte in bits) == 1
    assert subject["encodedList"][0] == "u"
    assert "=" not in subject["encodedList"]
    assert credential["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert credential["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert (subject["type"], subject["statusPurpose"]) == ("BitstringStatusList", purpose)
    assert credential["id"].endswith(path)
    assert credential["issuer"] == did(":status")
    assert credential["validFrom"] < credential["validUntil"]


def test_a_changed_list_does_not_verify(three):
    client = Client()
    head, body, signature = client.get(TOKEN).content.decode().split(".")
    keys = KeySet.import_key_set(client.get("/.well-known/jwks.json").json())
    with pytest.raises(BadSignatureError):
        jws.deserialize_compact(f"{head}.{body[:-4]}AAAA.{signature}", keys, algorithms=["EdDSA"])


def test_the_names_of_the_issuer_and_of_its_lists_have_different_keys(three):
    client = Client()
    credentials, lists = client.get("/.well-known/did.json").json(), client.get("/status/did.json").json()
    kids = [{m["publicKeyJwk"]["kid"] for m in d["verificationMethod"]} for d in (credentials, lists)]
    assert kids[0] == {"1"}
    assert kids[1] == {"2"}
    assert credentials["id"] == "did:web:127.0.0.1%3A8000"
    assert lists["id"] == "did:web:127.0.0.1%3A8000:status"


def test_a_compromised_key_is_no_longer_offered(three):
    SigningKey.objects.filter(kid=1).update(status="compromised")
    forget()
    client = Client()
    assert [k["kid"] for k in client.get("/.well-known/jwks.json").json()["keys"]] == ["2"]
    assert client.get("/.well-known/did.json").json()["verificationMethod"] == []


@pytest.mark.parametrize("path", [TOKEN, REVOCATION, SUSPENSION, "/status/lists.json"])
def test_each_is_one_statement_for_everybody(three, path):
    client = Client()
    first = client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert len(asked) == 1
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
