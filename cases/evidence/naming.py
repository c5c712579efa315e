"""The eight kinds of evidence as papers name them (行政处罚法第四十六条第一款)."""

from __future__ import annotations

from typing import Final

KINDS: Final[dict[str, str]] = {
    "document": "书证",
    "thing": "物证",
    "media": "视听资料",
    "data": "电子数据",
    "witness": "证人证言",
    "statement": "当事人的陈述",
    "appraisal": "鉴定意见",
    "record": "勘验笔录、现场笔录",
}
