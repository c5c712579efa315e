"""The Word document to fill in: an example of each type in the layout that is imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

import docx

from exams.exports.samples import SAMPLES
from exams.imports.draft import LETTERS, Draft
from exams.imports.text import write_words

NAMES = {
    "single": "单选题",
    "multiple": "多选题",
    "true_false": "判断题",
    "fill_in": "填空题",
    "short_answer": "简答题",
}
HAN = "一二三四五六七八九十"
ABOUT = (
    "试题导入模板（填写时保留下面的格式，示例可以删除）",
    "每道题以题号开头，如“1.”“1、”；选项以“A.”“A、”开头，可以一行一个，也可以几个写在同一行；也可以使用Word的自动编号。",
    "答案、解析、依据、难度、知识点、编号、评分要点、题型写在“答案：”等字样之后，可以各占一段，也可以写在同一段，中间空格。",
    "“一、单选题”这样的标题说明其下各题的题型；题目中写明“题型：”的，以写明的为准。",
    "“法律：”“简称：”“版本：”“施行日期：”说明其下各题所依据的法律；依据另一部法律的，写作“依据：《法律名称》第几条”。",
    "几道题共用一段材料的，以“案例：编号”开头，材料之后写题目，最后写“案例结束”。",
    "填空题用四个下划线____表示一个空，答案的写法为“罚款|罚金；没收”。图片插在题目或者选项的段落中，并填写图片的替代文字。",
)


def template() -> bytes:
    """Return the document."""
    document, stream = docx.Document(), BytesIO()
    document.add_heading(ABOUT[0], level=1)
    for line in (*ABOUT[1:], *lines(SAMPLES)):
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def lines(drafts: Iterable[Draft]) -> Iterator[str]:
    """Yield the paragraphs of items without pictures, in the layout that is imported."""
    law, kind, case, headings = None, "", "", 0
    for number, draft in enumerate(drafts, start=1):
        if draft.law != law:
            law = draft.law
            yield from (f"法律：{law.law}", f"简称：{law.short}", f"版本：{law.version}")
            yield f"施行日期：{law.in_force_from.isoformat()}"
        code = draft.case.code if draft.case else ""
        if case and code != case:
            yield "案例结束"
        if not code and draft.type != kind:
            kind = draft.type
            yield f"{HAN[headings]}、{NAMES[kind]}"
            headings = (headings + 1) % len(HAN)
        if draft.case and code != case:
            yield f"案例：{code}"
            yield draft.case.stem
        case = code
        yield from _item(number, draft)


def _item(number: int, draft: Draft) -> Iterator[str]:
    yield f"{number}. {draft.stem}"
    yield from (f"{letter}. {text}" for letter, text in zip(LETTERS, draft.options, strict=False))
    key = {"fill_in": write_words(draft.words), "short_answer": draft.guide}.get(draft.type, "".join(draft.key))
    yield f"答案：{key}"
    yield from (f"评分要点：{point}" if n == 0 else point for n, point in enumerate(draft.points))
    if draft.explanation:
        yield f"解析：{draft.explanation}"
    said = f"依据：{draft.article} 难度：{draft.difficulty} 编号：{draft.code}"
    yield (
        said
        + (f" 题型：{NAMES[draft.type]}" if draft.case else "")
        + (f" 知识点：{draft.topic}" if draft.topic else "")
    )
