"""The page of proof that follows a copy handed out: where the paper stands in the public log, and how to check it."""

from __future__ import annotations

from base64 import b64encode

from django.conf import settings

from cases.documents.layout import catalogue_sheet, form_sheet
from cases.models import Paper
from enforcement.transparency.addresses import address_of
from enforcement.transparency.proving import proof_of_print
from enforcement.transparency.verifier.opening import read, text_of
from enforcement.transparency.verifier.proof import Proof

TITLE = "留痕账存证页"
HEADS = ("文书名称", "文号", "校验值", "日志序号")
WIDTHS = (56, 46, 30, 24)


def proof_sheet(proof: Proof) -> bytes:
    """Return the page: always the same bytes for the same proof."""
    checkpoint = read(text_of(proof.note))
    sha256 = next(one.content for one in proof.opened if one.place)
    length = f"本文件开头的{proof.size}字节就是原文书。" if proof.size else "原文书另见。"
    rows = [
        ("文　　书", f"{length}\nSHA-256：{sha256}"),
        ("日志序号", f"第{proof.index + 1}条"),
        ("检 查 点", f"{checkpoint.origin}\n共{checkpoint.size}条记录\n根哈希：{b64encode(checkpoint.root).decode()}"),
        ("怎样核对", f"用手机扫下面的二维码，或者打开{settings.PUBLIC_URL}/log/check/并选择本文件。不用登录。"),
        ("能够证明", "该文书在上述检查点公布之前已经记入留痕账，此后这条记录没有被修改、挪动或者删除。"),
        ("不能证明", "文书的内容是否正确，是否已经送达。救济途径和期限以文书所写为准。"),
    ]
    return form_sheet(TITLE, rows, qr=address_of(proof), qr_note="扫码核对")


def list_of_proofs(papers: list[Paper], *, number: str, agency: str) -> bytes:
    """Return a sheet with the place of each paper in the log; nothing where no paper is proved yet."""
    found = [(paper, proof_of_print(paper.sha256)) for paper in papers]
    rows = [
        (paper.title, paper.number or "—", paper.sha256[:8], str(proof.index + 1))
        for paper, proof in found
        if proof is not None
    ]
    notes = [proof.note for _paper, proof in found if proof is not None]
    if not rows:
        return b""
    checkpoint = read(text_of(notes[-1]))
    root = b64encode(checkpoint.root).decode()
    rows.append(("检查点", f"共{checkpoint.size}条记录", root, ""))
    rows.append((f"核对：{settings.PUBLIC_URL}/log/check/", "", "", ""))
    return catalogue_sheet("留痕账存证目录", HEADS, rows, WIDTHS, number=number, agency=agency)
