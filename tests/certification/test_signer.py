"""The file of a signing key: made once, for its owner only, and refused when anything about it is wrong."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from certification.token import FileSigner, KeyFileError
from certification.token import signer as signer_module


def test_a_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    first = FileSigner.open(folder, kid=7, passphrase=b"secret words")
    path = folder / "signing-7.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert b"ENCRYPTED" in path.read_bytes()
    assert [file.name for file in folder.iterdir()] == [path.name]
    assert FileSigner.open(folder, kid=7, passphrase=b"secret words").public == first.public
    assert FileSigner.open(folder, kid=8, passphrase=b"secret words").public != first.public
    assert repr(first) == "<FileSigner 7>"


def test_the_second_of_two_that_begin_at_once_takes_the_key_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, public = os.link, []

    def late(source: Path, target: Path) -> None:
        monkeypatch.setattr(signer_module.os, "link", link)
        public.append(FileSigner.open(tmp_path, kid=1, passphrase=b"p").public)
        link(source, target)

    monkeypatch.setattr(signer_module.os, "link", late)
    assert [FileSigner.open(tmp_path, kid=1, passphrase=b"p").public] == public
    assert len(list(tmp_path.iterdir())) == 1


def test_an_unusable_key_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="empty"):
        FileSigner.open(tmp_path, kid=1, passphrase=b"")
    FileSigner.open(tmp_path, kid=1, passphrase=b"right")
    with pytest.raises(KeyFileError, match="passphrase"):
        FileSigner.open(tmp_path, kid=1, passphrase=b"wrong")
    path = tmp_path / "signing-1.pem"
    path.chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        FileSigner.open(tmp_path, kid=1, passphrase=b"right")
    path.chmod(0o600)
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"right")))
    with pytest.raises(KeyFileError, match="neither an Ed25519 nor an SM2"):
        FileSigner.open(tmp_path, kid=1, passphrase=b"right")
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(KeyFileError, match="passphrase"):
        FileSigner.open(tmp_path, kid=1, passphrase=b"right")
