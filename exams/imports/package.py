"""Packages (ZIP) from outside, opened without their dangers: bombs, ways out of the folder, locked or doubled files."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid

MOST_FILES: Final = 20_000
MOST_BYTES: Final = 256 * 1024 * 1024
"""Of all files together, unpacked."""
MOST_RATIO: Final = 200
SMALL: Final = 1024 * 1024
"""A file up to this size may be packed as tightly as it likes."""
_OUTSIDE: Final = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|\\|\x00")
_DOCTYPE: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class PackageRefused(Invalid):
    """Refuse a package that is broken or would do harm."""

    sentence = _("this is no package that can be read; save it again and choose it again")


class NotAPackage(PackageRefused):
    """Refuse what is no package at all."""


@dataclass(slots=True)
class Package:
    """The files of a package by their paths. What was unpacked is counted, whatever the package says of itself."""

    zip: zipfile.ZipFile
    names: dict[str, zipfile.ZipInfo]
    unpacked: int = field(default=0)

    def __contains__(self, name: str) -> bool:
        """Return whether there is a file of this path."""
        return name in self.names

    def read(self, name: str) -> bytes:
        """Return a file.

        Raises:
            PackageRefused: for a file that is not there, is damaged, or would be too large.
        """
        info = self.names.get(name)
        if info is None:
            raise PackageRefused(_("the file %(name)s is not in the package") % {"name": name})
        try:
            with self.zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as fault:
            raise PackageRefused(_("the file %(name)s of the package is damaged") % {"name": name}) from fault
        self.unpacked += len(data)
        if len(data) > info.file_size or self.unpacked > 2 * MOST_BYTES:
            raise PackageRefused(_("the package unpacks to more than it says"))
        return data


def open_package(data: bytes) -> Package:
    """Return a package whose list of files is harmless.

    Raises:
        PackageRefused: saying what is wrong with it.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        infos = [info for info in opened.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, RuntimeError) as fault:
        raise NotAPackage from fault
    if len(infos) > MOST_FILES:
        raise PackageRefused(_("the package has more than %(most)d files") % {"most": MOST_FILES})
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise PackageRefused(_("the package would unpack to more than %(most)d MB") % {"most": MOST_BYTES >> 20})
    names: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check(info)
        if info.filename in names:
            raise PackageRefused(_("the package has the file %(name)s twice") % {"name": info.filename})
        names[info.filename] = info
    return Package(opened, names)


def _check(info: zipfile.ZipInfo) -> None:
    facts = {"name": info.filename[:80]}
    if _OUTSIDE.search(info.orig_filename) or stat.S_ISLNK(info.external_attr >> 16):
        raise PackageRefused(_("the file %(name)s of the package points out of it") % facts)
    if info.flag_bits & 1:
        raise PackageRefused(_("the file %(name)s of the package is locked with a password") % facts)
    if info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        raise PackageRefused(_("the file %(name)s of the package is packed suspiciously tightly") % facts)


def refuse_doctypes(package: Package) -> None:
    """Refuse an office document with a document type or entities, which such documents never have.

    Raises:
        PackageRefused
    """
    for name in package.names:
        if not name.endswith((".xml", ".rels")):
            continue
        data = package.read(name)
        if b"\x00" in data[:4096] or (b"<!" in data and _DOCTYPE.search(data)):
            raise PackageRefused(_("the file %(name)s of the package has a document type or entities") % {"name": name})
