"""Drafts of every type for property tests: Chinese, signs that formats give a meaning to, several lines, pictures."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import strategies as st
from PIL import Image

from exams.bank.pictures import Drawn, check
from exams.fill_in import normalise
from exams.imports.draft import LETTERS, RIGHT_WRONG, Case, Draft, Law, Picture
from exams.imports.text import BLANK, tidy, tidy_line

SIGNS = "~=#{}:\\/*[]()%<>&\"'|｜；;，。、？“”《》（）-+$@_^`!,.?→√×\u3000 0129aZ"
HAN = "行政处罚决定书应当载明当事人的陈述申辩听证告知期限以上错误正确"
ALPHABET = st.sampled_from(SIGNS + HAN + "\n")
LAWS = (
    Law("中华人民共和国行政处罚法", "行政处罚法", "2021年修订", date(2021, 7, 15)),
    Law("山东省行政执法监督条例", "省监督条例", "2014年 & 修正=“一”", date(2015, 1, 1)),
)


def texts(most: int = 30):
    """Return a strategy of tidy texts of one or more lines that are not empty."""
    return st.text(ALPHABET, min_size=1, max_size=most).map(tidy).filter(bool)


def lines(most: int = 12):
    """Return a strategy of tidy texts on one line that are not empty."""
    return st.text(ALPHABET, min_size=1, max_size=most).map(tidy_line).filter(bool)


@cache
def picture(n: int) -> Drawn:
    """Return one of three pictures: a PNG, a JPEG, a WebP."""
    stream = io.BytesIO()
    kind = ("PNG", "JPEG", "WEBP")[n % 3]
    Image.new("RGB", (9 + n, 7), (10 * n, 99, 200)).save(stream, kind)
    return check(stream.getvalue())


PICTURES = {picture(n).sha256: picture(n) for n in range(3)}


@st.composite
def drafts(draw, *, code: str, case: Case | None = None, order: int = 0):
    type_ = draw(st.sampled_from(["single", "multiple", "true_false", "fill_in", "short_answer"]))
    facts = {"options": (), "key": ()}
    stem = draw(texts(60))
    if type_ in {"single", "multiple"}:
        facts["options"] = tuple(draw(st.lists(texts(20), min_size=2, max_size=8, unique=True)))
        letters = LETTERS[: len(facts["options"])]
        most = 1 if type_ == "single" else len(letters)
        least = 1 if type_ == "single" else 2
        facts["key"] = tuple(
            sorted(draw(st.lists(st.sampled_from(letters), min_size=least, max_size=most, unique=True)))
        )
        facts["fixed"] = draw(st.booleans())
    elif type_ == "true_false":
        other = st.tuples(texts(8), texts(8)).filter(lambda pair: pair[0] != pair[1])
        facts["options"] = draw(st.one_of(st.just(RIGHT_WRONG), other))
        facts["key"] = (draw(st.sampled_from("AB")),)
    elif type_ == "fill_in":
        facts["words"] = tuple(
            tuple(words)
            for words in draw(
                st.lists(
                    st.lists(lines(8).filter(normalise), min_size=1, max_size=3, unique=True), min_size=1, max_size=3
                )
            )
        )
        parts = [part.replace("_", "") for part in draw(st.lists(texts(12), min_size=4, max_size=4))]
        stem = parts[0] + "：" + "、".join(BLANK + part for part in parts[1 : 1 + len(facts["words"])]) + "。"
        stem = tidy(stem)
    else:
        facts["guide"] = draw(texts(40))
        facts["points"] = tuple(draw(st.lists(lines(), max_size=3)))
    places = ["stem", *LETTERS[: len(facts["options"])]] if type_ != "true_false" else ["stem"]
    shown = draw(st.lists(st.tuples(st.integers(0, 2), lines(8), st.sampled_from(places)), max_size=2))
    return Draft(
        place="",
        law=draw(st.sampled_from(LAWS)),
        code=code,
        type=type_,
        stem=stem,
        article=draw(lines()),
        explanation=draw(st.one_of(st.just(""), texts(40))),
        difficulty=draw(st.integers(1, 5)),
        topic=draw(st.one_of(st.just(""), lines())),
        pictures=tuple(Picture(picture(n).sha256, alt, place) for n, alt, place in shown),
        case=case,
        order=order,
        **facts,
    ).settled()


@st.composite
def banks(draw, most: int = 4):
    """Return drafts with codes of their own, some of them of one case."""
    size, in_case = draw(st.integers(1, most)), draw(st.integers(0, 2))
    shown = tuple(
        Picture(picture(n).sha256, alt) for n, alt in draw(st.lists(st.tuples(st.integers(0, 2), lines(8)), max_size=1))
    )
    case = Case(draw(lines(8)), draw(texts(60)), shown)
    codes = draw(st.lists(lines(12), min_size=size, max_size=size, unique=True))
    made = [
        draw(drafts(code=code, case=case if n < in_case else None, order=n + 1 if n < in_case else 0))
        for n, code in enumerate(codes)
    ]
    return [replace(one, stem=f"{n}{one.stem}") for n, one in enumerate(made)]
