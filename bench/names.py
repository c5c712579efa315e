"""Can every hanzi a name may have be printed, and copied from the card as it was typed?

All of GB 18030-2022 level 1 and level 2 are set in the face of names and read back from the PDF by poppler and by
PDFium. The bar: no glyph missing, no character read wrongly by either. The floor of the run is the same set written
with reportlab's own table of characters, whose fault ``enforcement.web.fonts`` mends.

The sets are built from code points. Level 1 has 27,559: the unified ideographs of Unicode's basic block to U+9FEF and
of Extension A to U+4DB5, and 〇 (U+3007). Level 2 adds what the Table of General Standard Chinese Characters
(通用规范汉字表, 国发〔2013〕23号) has beyond level 1: 196 characters, listed here.
"""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from enforcement.web import fonts

LEVEL_1 = [0x3007, *range(0x3400, 0x4DB6), *range(0x4E00, 0x9FF0)]
BEYOND = (
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣"
    "𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩"
    "𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹"
    "𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
LEVEL_2 = [*LEVEL_1, *map(ord, BEYOND)]
LINE = 50
STEP = int(os.environ.get("STEP", "1"))
"""Every so many characters of the set, to be quick."""


def main() -> int:
    text = "".join(map(chr, LEVEL_2[::STEP]))
    face = fonts.register().bold
    absent = fonts.missing(text, face)
    lines = [text[at : at + LINE] for at in range(0, len(text), LINE)]
    wrong = read_back(written(lines, face), lines)
    corrected = ttfonts.makeToUnicodeCMap
    with_fault = floor(lines, face)
    ttfonts.makeToUnicodeCMap = corrected
    levels = f"level 1 {len(LEVEL_1):,}, level 2 {len(LEVEL_2):,} characters, every {STEP}: {len(text):,}"
    print(f"{levels}; glyphs missing: {len(absent)} {absent[:20]}")
    print(f"{'characters read wrongly by':<28}{'ours':>8}{'reportlab alone':>18}")
    for reader in wrong:
        print(f"  {reader:<26}{shown(wrong[reader]):>8}{shown(with_fault[reader]):>18}")
    sound = len(LEVEL_1) == 27_559 and len(set(LEVEL_2)) == 27_755
    holds = sound and not absent and not any(wrong.values())
    figure = f"{len(absent)} missing, " + ", ".join(f"{shown(n)} wrong by {reader}" for reader, n in wrong.items())
    print(f"names: {figure} (bar 0, 0): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


def shown(count: int | None) -> str:
    return "absent" if count is None else f"{count:,}"


def written(lines: list[str], face: str) -> bytes:
    """Return a PDF with these lines, one above the other."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(1200, 1000), invariant=1, pageCompression=1)
    for at, line in enumerate(lines):
        if at and at % 40 == 0:
            canvas.showPage()
        canvas.setFont(face, 16)
        canvas.drawString(20, 960 - at % 40 * 24, line)
    canvas.save()
    return file.getvalue()


def read_back(pdf: bytes, lines: list[str]) -> dict[str, int | None]:
    """Return how many characters each reader does not give back in their places; None where it is not installed."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return {"PDFium": differences(lines, "\n".join(pages)), "poppler (pdftotext)": by_poppler(pdf, lines)}


def by_poppler(pdf: bytes, lines: list[str]) -> int | None:
    if not shutil.which("pdftotext"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.pdf"
        path.write_bytes(pdf)
        run = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return differences(lines, run.stdout.decode("utf-8", "replace"))


def differences(lines: list[str], found: str) -> int:
    """Return how many characters of the lines are not where they were written."""
    read = "".join(found.split())
    wanted = "".join(lines)
    wrong = sum(a != b for a, b in zip(wanted, read, strict=False))
    return wrong + abs(len(wanted) - len(read))


def floor(lines: list[str], face: str) -> dict[str, int | None]:
    """Return the same with reportlab as it comes, which writes what lies beyond U+FFFF in five digits."""
    pure = importlib.util.spec_from_file_location("pure_ttfonts", ttfonts.__file__)
    assert pure is not None
    assert pure.loader is not None
    module = importlib.util.module_from_spec(pure)
    pure.loader.exec_module(module)
    ttfonts.makeToUnicodeCMap = module.makeToUnicodeCMap
    pdfmetrics.getFont(face).state.clear()
    rare = [line for line in lines if any(ord(char) > 0xFFFF for char in line)]
    return read_back(written(rare, face), rare)


if __name__ == "__main__":
    sys.exit(main())
