"""Pack a finished batch: the list of its cards, and all files in one archive."""

from __future__ import annotations

import io
import os
import zipfile
from typing import Final

from xlsxwriter import Workbook

from certification import printing, qr
from certification.batches import files
from certification.fields import titles_zh
from certification.models import Credential, IssueBatch, IssueItem

HEADS: Final = ("序号", "姓名", "单位", "证号", "执法类别", "有效期起", "有效期止", "文件", "状态", "说明")
WIDTHS: Final = (6, 16, 36, 16, 20, 12, 12, 8, 12, 60)
STATES: Final[dict[str, str]] = {IssueItem.State.DRAWN: "已制证", IssueItem.State.FAILED: "未制证"}
DENSE: Final = "二维码较密，老旧手机可能难以识读；请改用单位规范简称"
EPOCH: Final = (2020, 1, 1, 0, 0, 0)


def pack_files(batch: IssueBatch) -> None:
    """Write the list and the archive; begun again they are written anew."""
    files.write(batch.pk, files.LIST, _list(batch))
    path = files.folder(batch.pk) / files.ARCHIVE
    draft = path.with_suffix(f".{os.getpid()}.part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
        for name in [files.LIST, *files.parts_of(batch.pk)]:
            entry = zipfile.ZipInfo(name, EPOCH)
            archive.writestr(entry, (files.folder(batch.pk) / name).read_bytes())
    draft.chmod(0o600)
    draft.replace(path)


def _list(batch: IssueBatch) -> bytes:
    """Return the list as a workbook; nothing in it is taken for a formula."""
    file = io.BytesIO()
    book = Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True})
    book.set_properties({"title": batch.title, "created": batch.made_at.replace(tzinfo=None)})
    sheet = book.add_worksheet("制证清单")
    sheet.freeze_panes(1, 0)
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, book.add_format({"bold": True}))
    rows = batch.items.select_related("credential", "application__person", "application__agency").order_by("position")
    for line, item in enumerate(rows.iterator(chunk_size=1000), 1):
        for column, words in enumerate(_row(item)):
            sheet.write_string(line, column, words)
    book.close()
    return file.getvalue()


def _row(item: IssueItem) -> tuple[str, ...]:
    made, state = item.credential, STATES.get(item.state, "")
    part = f"{item.part:04d}" if item.part else ""
    if made is None:
        asked = item.application
        name, agency = (asked.person.name, asked.agency.name) if asked else ("", "")
        return (str(item.position), name, agency, "", "", "", "", part, state, item.reason)
    days = (made.valid_from.isoformat(), made.valid_to.isoformat())
    titles = titles_zh(made.fields)
    note = item.reason or (DENSE if _is_dense(made) else "")
    return (str(item.position), made.name, made.agency_name, made.number, titles, *days, part, state, note)


def _is_dense(credential: Credential) -> bool:
    return qr.print_size(qr.matrix(printing.url_prefix(), credential.digits)).is_dense
