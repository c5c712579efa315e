"""Office documents that would do harm, and pictures kept in every way that spreadsheet programs know."""

import base64
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from django.utils import translation

from exams.exports import word as word_out
from exams.exports import workbook as workbook_out
from exams.exports.samples import SAMPLES
from exams.imports import formats, word, workbook
from exams.imports.draft import Picture
from exams.imports.found import Given
from tests.exams.item_drafts import PICTURES, picture

SHOWN = Picture(picture(0).sha256, "示意图")
PICTURED = [replace(SAMPLES[0], pictures=(SHOWN,))]
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


def changed(data, change):
    """Return a package with some of its files changed; ``change`` gets the name and the bytes, None deletes the file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def said(reader, data):
    with translation.override("en"):
        found = reader.read(data, Given())
        return " ".join(f"{p.place}: {p.sentence}" for p in found.problems)


OFFICE = [
    (workbook, workbook_out.write(SAMPLES, {}), "xl/workbook.xml"),
    (word, word_out.template(), "word/document.xml"),
]


@pytest.mark.parametrize(("reader", "data", "part"), OFFICE)
def test_entities_bombs_and_torn_documents_are_refused(reader, data, part):
    def with_entities(name, content):
        return content.replace(b"?>", b"?>" + BOMB, 1) if name == part else content

    def wide(name, content):
        return content.decode().encode("utf-16") if name == part else content

    assert "document type" in said(reader, changed(data, with_entities))
    assert "document type" in said(reader, changed(data, wide))
    assert "tightly" in said(reader, changed(data, lambda name, old: b" " * (30 << 20) if name == part else old))
    assert "save it as" in said(reader, changed(data, lambda name, old: b"<x" if name == part else old))
    assert said(reader, changed(data, lambda name, old: None if name == part else old))
    assert "save it as" in said(reader, data[: len(data) // 2])


def test_pictures_that_wps_keeps_in_cells_are_found_by_their_formula():
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/x.png"/>'
        "</Relationships>"
    )
    cells = (
        '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:a="urn:a" xmlns:xdr="urn:x"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><etc:cellImage><xdr:pic>'
        '<xdr:nvPicPr><xdr:cNvPr id="1" name="ID_1"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill>'
        "</xdr:pic></etc:cellImage></etc:cellImages>"
    )
    book = openpyxl.load_workbook(io.BytesIO(workbook_out.write(SAMPLES[:1], {})))
    book["试题"]["Y2"] = "图1"
    book.create_sheet("图片")
    for row in (("名称", "图片", "说明文字"), ("图1", 'DISPIMG("ID_1",1)', "示意图")):
        book["图片"].append(row)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream, "a") as more:
        more.writestr("xl/cellimages.xml", cells)
        more.writestr("xl/_rels/cellimages.xml.rels", rels)
        more.writestr("xl/media/x.png", picture(0).data)
    found = workbook.read(stream.getvalue(), Given())
    assert found.problems == []
    assert found.drafts[0].pictures == (SHOWN,)


def test_faults_of_pictures_are_named_by_their_cell():
    def book(**cells):
        made = openpyxl.load_workbook(io.BytesIO(workbook_out.write(PICTURED, PICTURES)))
        for name, value in cells.items():
            sheet, cell = ("图片", name[1:]) if name.startswith("p") else ("试题", name)
            made[sheet][cell] = value
        stream = io.BytesIO()
        made.save(stream)
        return stream.getvalue()

    column = "Y2"
    assert "no picture in this row" in said(workbook, book(pA3="图2"))
    assert "图片!A3" in said(workbook, book(pA3="图1"))
    assert "no picture is called" in said(workbook, book(**{column: "图9"}))
    assert "no picture in this row" in said(workbook, book(pA3="图2", pD3="@@@"))
    svg = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()
    assert "PNG" in said(workbook, book(pA3="图2", pD3=svg))
    found = workbook.read(book(**{column: "选项B：图1"}), Given())
    assert found.drafts[0].pictures[0].place == "B"
    assert "larger than" in said_small(book())


def said_small(data):
    with translation.override("en"):
        return " ".join(p.sentence for p in workbook.read(data, Given(most_picture_kb=0)).problems)


def test_a_format_is_known_by_ending_and_beginning_and_its_size_is_guessed_without_reading_it():
    known = {
        "A.XLSX": "xlsx", "b.docx": "docx", "c.gift": "gift", "d.txt": "gift", "e.zip": "qti",
    }  # fmt: skip
    for name, code in known.items():
        assert formats.format_of(name, b"").code == code
    assert formats.format_of("x.xml", b"<?xml version='1.0'?><quiz>").code == "moodle"
    assert formats.format_of("x.xml", b"<assessmentItem/>").code == "qti"
    assert formats.format_of("x.exe", b"") is None
    assert formats.FORMATS["xlsx"].guess(workbook_out.write(SAMPLES, {})) == len(SAMPLES) + 1
    assert formats.FORMATS["docx"].guess(word_out.template()) > 3
    assert formats.FORMATS["gift"].guess(b"a{T}\n\nb{F}") == 2
    assert formats.FORMATS["moodle"].guess(b"<quiz><question type=''/></quiz>") == 1
    assert [one.guess(b"x") for one in formats.FORMATS.values()] == [0, 0, 0, 0, 0]
