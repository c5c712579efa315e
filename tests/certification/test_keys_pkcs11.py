"""A key in a hardware module signs like one in a file; SoftHSM2 stands for the module."""

import shutil
import subprocess
from pathlib import Path

import pytest

from certification import signing, verification
from certification.keys import opening
from certification.token import SM2, KeyFileError
from certification.token.pkcs11 import Module, Pkcs11Signer
from certification.verifier.suites import SUITES
from tests.factories.certification import a_key, an_officer, moment
from tests.factories.flowcharts import an_agency

LIBRARY = next((p for p in Path("/usr/lib").rglob("libsofthsm2.so") if shutil.which("softhsm2-util")), None)
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="SoftHSM2 is not installed (apt-get install softhsm2)")
PIN = "87654321"


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Module:
    """A token of its own; the library reads its configuration once a process."""
    folder = tmp_path_factory.mktemp("hsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        make = ["softhsm2-util", "--init-token", "--free", "--label", "officers", "--so-pin", "12345678", "--pin", PIN]
        subprocess.run(make, check=True, capture_output=True)
        yield Module(str(LIBRARY), "officers", PIN)


def test_a_key_is_made_in_the_module_once_and_signs(module: Module) -> None:
    first = Pkcs11Signer.open(module, kid=3, label="county-2027")
    again = Pkcs11Signer.open(module, kid=3, label="county-2027")
    other = Pkcs11Signer.open(module, kid=4, label="county-2028")
    assert first.public == again.public != other.public
    signature = again.sign(b"message")
    assert SUITES[1].verify(first.public, signature, b"message")
    assert not SUITES[1].verify(first.public, signature, b"massage")
    assert repr(first) == "<Pkcs11Signer 3>"


@pytest.mark.parametrize(
    ("change", "words"),
    [({"path": "/nowhere.so"}, "nowhere"), ({"token": "nobody"}, "nobody"), ({"pin": "0000"}, "refuses")],
)
def test_a_module_that_cannot_be_used_is_named(module: Module, change: dict[str, str], words: str) -> None:
    from dataclasses import replace

    with pytest.raises(KeyFileError, match=words):
        Pkcs11Signer.open(replace(module, **change), kid=3, label="county-2027")


def test_sm2_is_refused_plainly(module: Module) -> None:
    with pytest.raises(KeyFileError, match="SM2 cannot be used through PKCS #11"):
        Pkcs11Signer.open(module, kid=3, label="county-2027", suite=SM2)


@pytest.mark.django_db(transaction=True)
def test_credentials_are_signed_by_the_key_that_the_environment_names(module: Module, monkeypatch) -> None:
    monkeypatch.setenv("PKCS11_KEYS", "1:county-2026")
    with pytest.raises(KeyFileError, match="PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN"):
        opening.open_signer(1)
    for name, value in (("MODULE", module.path), ("TOKEN", module.token), ("PIN", module.pin)):
        monkeypatch.setenv(f"PKCS11_{name}", value)
    a_key(1)
    held = an_officer(an_agency()).credentials.get()
    assert isinstance(signing.open_signer(1), Pkcs11Signer)
    assert not (opening.folder() / "signing-1.pem").exists() or held.kid == 1
    assert verification.by_code(held.digits, at=moment("2026-06-01")).state == "valid"
