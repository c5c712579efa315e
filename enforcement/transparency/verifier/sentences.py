"""What is said of a fault, in Chinese and in English, without gettext: the folder stands alone."""

from __future__ import annotations

from typing import Final

from .findings import Fault

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "content": ("记录的内容与写入时的哈希不符，已被修改。", "its content no longer has the hash it was written with."),
    "number": (
        "编号不连续，应为括号中的编号，有记录被删除、插入或调换。",
        "the number in brackets was due: an entry was removed, inserted or moved.",
    ),
    "chain": (
        "记录没有接在前一条记录之后，链条在此断开。",
        "the entry does not follow from the one before it: the chain is broken here.",
    ),
    "credential": ("记录旁边的证件号码与记录中的不一致。", "the credential beside the entry is not the one within it."),
    "algorithm": ("记录使用了未知的哈希算法。", "the entry names an unknown hash algorithm."),
    "order": (
        "日志在此处缺了一条或者被调换，应在这个位置的记录不见了。",
        "the entry that stood in this place is gone or was moved.",
    ),
    "leaf": ("日志中的叶子与记录不符，其中之一已被修改。", "the leaf in the log does not fit the entry."),
    "gone": ("日志中有这一条，但记录已不存在，已被删除。", "the log has this entry, the ledger has it no longer."),
    "root": (
        "这一段记录与检查点的根哈希不符，至少一条被改动。",
        "among these entries one was changed, removed, inserted or moved: the root is another.",
    ),
    "short": (
        "记录比检查点所证明的少，末尾的记录已被删除。",
        "fewer entries than the checkpoint proves: the last were removed.",
    ),
    "late": (
        "这一条不在检查点之内，却自称早于检查点之内的记录，是事后补入的。",
        "outside the checkpoint, yet older by its own word: it was put in afterwards.",
    ),
    "cut": ("导出文件不完整或被改动，读到此处中断。", "the export is incomplete or altered: reading stopped here."),
    "head": (
        "案件登记的最后一条记录与账本不一致，末尾的记录已被删除或替换。",
        "its last entry is not the one that the procedure has kept.",
    ),
    "tile": ("公开的哈希文件与日志不符。", "a published tile does not fit the log."),
    "signature": ("检查点不是由已知的密钥签名的。", "the checkpoint is not signed by a known key."),
}


def sentence(fault: Fault, *, chinese: bool) -> str:
    """Return a fault as a sentence that names the entry and its place in the log."""
    said = SENTENCES[fault.code][0 if chinese else 1]
    place = "" if fault.index < 0 else (f"（日志第{fault.index}条）" if chinese else f" (leaf {fault.index})")
    return f"{fault.where}{place}：{said}" if chinese else f"{fault.where}{place}: {said}"
