"""The package that goes to the issuing authority: the same applications give the same bytes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Final

import xlsxwriter
from django.utils.translation import gettext_lazy as _

from certification import photos
from certification.fields import titles_zh
from certification.models import Application
from enforcement.errors import Refusal
from enforcement.organisation.models import Agency, Person

HEADINGS: Final = (
    "申请编号", "姓名", "性别", "单位", "统一社会信用代码", "职务", "编制证明", "执法领域", "执法区域", "照片文件",
    "证件编号", "有效期起", "有效期止",
)  # fmt: skip
"""The last three are left to the issuing authority, who sends the workbook back."""
EPOCH: Final = datetime(2020, 1, 1)  # noqa: DTZ001 (a file's time, the same always)


class PhotoGone(Refusal):
    """Refuse a package that would lack a photo."""

    sentence = _("The photo of one of the applicants cannot be read.")
    remedy = _("Tell the system administrator: the files must be restored from the backup.")


def packed(number: str, agency: Agency, applications: Sequence[Application], on: date) -> bytes:
    """Return the zip with ``applications.xlsx``, ``photos/…`` and ``manifest.json``, which names each file's SHA-256.

    Raises:
        PhotoGone: if a photo is not there as it was received.
    """
    files = {}
    for row in applications:
        data = photos.read(row.photo, row.photo_sha256)
        if data is None:
            raise PhotoGone
        files[photo_name(row)] = data
    files["applications.xlsx"] = workbook(applications)
    manifest = {
        "number": number, "from": agency.name, "credit_code": agency.credit_code, "on": on.isoformat(),
        "applications": len(applications),
        "files": [
            {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in sorted(files.items())
        ],
    }  # fmt: skip
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return _zipped(files)


def photo_name(row: Application) -> str:
    """Return the name of an applicant's photo in the package."""
    return f"photos/{row.pk}.jpg"


def workbook(applications: Sequence[Application]) -> bytes:
    """Return the workbook, one row for each application."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    sheet, bold, text = (
        book.add_worksheet("申领人员"),
        book.add_format({"bold": True}),
        book.add_format({"num_format": "@"}),
    )
    sheet.write_row(0, 0, HEADINGS, bold)
    for number, row in enumerate(applications, start=1):
        for column, value in enumerate(_cells(row)):
            sheet.write_string(number, column, value, text)
    sheet.set_column(0, len(HEADINGS) - 1, 18, text)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def _cells(row: Application) -> tuple[str, ...]:
    person: Person = row.person
    sex = {"m": "男", "f": "女"}.get(person.sex or "", "")
    return (
        str(row.pk), person.name, sex, row.agency.name, row.agency.credit_code, str(row.eligibility.get("post", "")),
        row.post_proof, titles_zh(row.fields), row.area, photo_name(row),
    )  # fmt: skip


def _zipped(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, EPOCH.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
