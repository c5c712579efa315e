"""The OFD document and the pass: their structure by the standards, the signature by another program, nothing private."""

import io
import json
import re
import subprocess
import zipfile
from base64 import urlsafe_b64decode
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.test import Client
from lxml import etree

from certification import queries
from certification.exports.formats import FORMATS, made
from certification.exports.parameters import OFD
from certification.printing import url_prefix
from enforcement import clock
from enforcement.jobs.perform import drain
from enforcement.organisation.models import Agency, ParameterValue, Person
from tests.factories.certification import a_suspension, an_officer, clerk, moment
from tests.factories.flowcharts import a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
NOW = clock.now()
OFD_NS = {"ofd": "http://www.ofdspec.org/2016"}
ID_NUMBER, BIRTH = "371481190001010011", ("1900-01-01", "19000101", "1900年1月1日")


@pytest.fixture
def agency() -> Agency:
    agency = an_agency()
    agency.phone = "0534-0000001"
    agency.save()
    ParameterValue.objects.create(
        agency=agency, code=OFD, value=True, from_on=date(2020, 1, 1), source="x", set_by="x",
        set_at=moment("2026-01-01"),
    )  # fmt: skip
    return agency


@pytest.fixture
def row(agency):
    officer = an_officer(agency, name="李𬭚")
    officer.id_number = ID_NUMBER
    officer.law_qualification = "A20260000000001"
    officer.save()
    drain()
    return as_it_stands(officer.credentials.get())


@pytest.fixture
def _team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate of our own making stands for the team's."""
    key = generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Pass Type ID: pass.example.invented")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(moment("2026-01-01"))
    builder = builder.not_valid_after(moment("2036-01-01"))
    pem = builder.sign(key, SHA256()).public_bytes(Encoding.PEM)
    files = {
        "WALLET_PASS_CERTIFICATE": pem, "WALLET_PASS_CHAIN": pem,
        "WALLET_PASS_KEY": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    }  # fmt: skip
    for variable, data in files.items():
        (tmp_path / variable).write_bytes(data)
        monkeypatch.setenv(variable, str(tmp_path / variable))
    monkeypatch.setenv("WALLET_PASS_TYPE", "pass.example.invented")
    monkeypatch.setenv("WALLET_TEAM", "INVENTED00")


def as_it_stands(row):
    return queries.with_state(clock.today()).select_related("agency").get(pk=row.pk)


def parts(row, code: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made(row, code, at=NOW)[1])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


# --- OFD -----------------------------------------------------------------------------------------------------------


def test_an_ofd_has_the_parts_of_the_standard(row):
    found = parts(row, "ofd")
    assert sorted(found) == [
        "Doc_0/Document.xml", "Doc_0/DocumentRes.xml", "Doc_0/Pages/Page_0/Content.xml", "Doc_0/PublicRes.xml",
        "Doc_0/Res/photo.jpg", "OFD.xml",
    ]  # fmt: skip
    entry, root, page = (
        etree.fromstring(found[n]) for n in ("OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml")
    )
    assert entry.tag == "{http://www.ofdspec.org/2016}OFD"
    assert (entry.get("Version"), entry.get("DocType")) == ("1.0", "OFD")
    assert entry.findtext("ofd:DocBody/ofd:DocRoot", namespaces=OFD_NS) == "Doc_0/Document.xml"
    assert re.fullmatch("[0-9a-f]{32}", entry.findtext("ofd:DocBody/ofd:DocInfo/ofd:DocID", namespaces=OFD_NS))
    assert root.findtext("ofd:CommonData/ofd:PageArea/ofd:PhysicalBox", namespaces=OFD_NS) == "0 0 105 148"
    assert root.find("ofd:Pages/ofd:Page", OFD_NS).get("BaseLoc") == "Pages/Page_0/Content.xml"
    assert page.find("ofd:Content/ofd:Layer", OFD_NS).get("Type") == "Body"
    assert found["Doc_0/Res/photo.jpg"].startswith(b"\xff\xd8")


def test_every_reference_in_an_ofd_leads_somewhere_and_no_number_is_given_twice(row):
    found = parts(row, "ofd")
    trees = [etree.fromstring(data) for name, data in found.items() if name.endswith(".xml")]
    numbers = [element.get("ID") for tree in trees for element in tree.iter() if element.get("ID")]
    assert len(numbers) == len(set(numbers))
    assert max(map(int, numbers)) == int(trees[1].findtext("ofd:CommonData/ofd:MaxUnitID", namespaces=OFD_NS))
    named = {e.get(a) for tree in trees for e in tree.iter() for a in ("Font", "ResourceID") if e.get(a)}
    assert named <= set(numbers)
    for text in trees[-1].iterfind(".//ofd:TextObject", OFD_NS):
        code = text.find("ofd:TextCode", OFD_NS)
        assert len(code.get("DeltaX").split()) == len(code.text) - 1


def test_the_code_of_an_ofd_is_read_from_its_path(row):
    page = etree.fromstring(parts(row, "ofd")["Doc_0/Pages/Page_0/Content.xml"])
    pixels = np.full((500, 500), 255, np.uint8)
    for rectangle in page.findtext(".//ofd:AbbreviatedData", namespaces=OFD_NS).split("M ")[1:]:
        x, y, _l, x2, _y, _l, _x, y2 = rectangle.split()[:8]
        pixels[round(float(y) * 10) : round(float(y2) * 10), round(float(x) * 10) : round(float(x2) * 10)] = 0
    assert zxingcpp.read_barcodes(pixels)[0].text == url_prefix() + row.digits


def test_an_ofd_says_that_it_has_no_seal(row):
    page = etree.fromstring(parts(row, "ofd")["Doc_0/Pages/Page_0/Content.xml"])
    words = [element.text for element in page.iter("{http://www.ofdspec.org/2016}TextCode")]
    assert "姓名：李𬭚" in words
    assert any("未加盖电子印章" in line for line in words)


# --- pass ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_team")
def test_a_pass_is_signed_as_another_program_verifies(row, tmp_path):
    found = parts(row, "pkpass")
    for name in ("manifest.json", "signature"):
        (tmp_path / name).write_bytes(found[name])
    command = [
        "openssl",
        "smime",
        "-verify",
        "-inform",
        "DER",
        "-in",
        "signature",
        "-content",
        "manifest.json",
        "-noverify",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    (tmp_path / "manifest.json").write_bytes(found["manifest.json"].replace(b"a", b"b", 1))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


@pytest.mark.usefixtures("_team")
def test_the_manifest_of_a_pass_names_every_file_with_its_digest(row):
    import hashlib

    found = parts(row, "pkpass")
    said = json.loads(found["manifest.json"])
    assert said == {n: hashlib.sha1(d).hexdigest() for n, d in found.items() if n not in {"manifest.json", "signature"}}
    assert {"pass.json", "icon.png", "icon@2x.png"} <= set(said)


@pytest.mark.usefixtures("_team")
def test_a_pass_shows_the_same_code_and_is_void_when_the_credential_is_not_valid(row, agency):
    said = json.loads(parts(row, "pkpass")["pass.json"])
    assert said["barcodes"][0]["message"] == url_prefix() + row.digits
    assert (said["voided"], said["passTypeIdentifier"], said["teamIdentifier"]) == (
        False,
        "pass.example.invented",
        "INVENTED00",
    )
    a_suspension(row, clerk(agency))
    assert json.loads(parts(as_it_stands(row), "pkpass")["pass.json"])["voided"] is True


# --- for whom ------------------------------------------------------------------------------------------------------


def readable(data: bytes) -> str:
    """Return everything that can be read in a file: of archives every part, of tokens every part."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(readable(archive.read(name)) for name in archive.namelist())
    text = data.decode("utf-8", "replace")
    tokens = [t for t in re.split(r"[.~]", text) if re.fullmatch(r"[A-Za-z0-9_-]{8,}", t)]
    return text + "".join(urlsafe_b64decode(t + "=" * (-len(t) % 4)).decode("utf-8", "replace") for t in tokens)


@pytest.mark.usefixtures("_team")
@pytest.mark.parametrize("code", list(FORMATS))
def test_no_format_says_more_than_the_rule_of_publicity_opens(row, agency, code):
    said = readable(made(row, code, at=NOW)[1])
    private = (ID_NUMBER, ID_NUMBER[6:14], *BIRTH, agency.phone, row.person.username, row.person.law_qualification)
    assert not [word for word in private if word in said]
    assert code in {"png", "svg"} or "李𬭚" in said or "李\\ud873\\udf5a" in said


@pytest.mark.usefixtures("_team")
def test_the_officer_saves_the_own_credential_and_the_office_those_of_its_agencies(row, agency):
    own, office, stranger = signed_in(row.person), signed_in(a_person("issue", agency=agency)), signed_in(a_person())
    for code, one in FORMATS.items():
        answer = own.get(f"/me/credential/save/{code}")
        assert (answer.status_code, answer["Content-Type"]) == (200, one.content_type)
        assert answer["Content-Disposition"] == f'attachment; filename="{row.number}.{one.suffix}"'
        assert answer["Cache-Control"] == "no-store"
        assert office.get(f"/credentials/{row.pk}/save/{code}").status_code == 200
        assert stranger.get(f"/me/credential/save/{code}").status_code == 404
        assert stranger.get(f"/credentials/{row.pk}/save/{code}").status_code == 403
    other = signed_in(a_person("issue", agency=an_agency()))
    assert other.get(f"/credentials/{row.pk}/save/vc").status_code == 404
    assert own.get("/me/credential/save/png?size=1").status_code == 422


def test_the_pages_offer_what_may_be_saved(row, agency):
    own = signed_in(row.person).get("/me/credential/").content.decode()
    office = signed_in(a_person("issue", agency=agency)).get(f"/credentials/{row.pk}/").content.decode()
    assert "/me/credential/save/sd-jwt" in own
    assert f"/credentials/{row.pk}/save/ofd" in office
    assert "pkpass" not in own + office
