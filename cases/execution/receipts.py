"""How fines are paid, who may collect them, and which receipts there are (行政处罚法第六十七至七十一条)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid

CHANNELS: Final[dict[str, tuple[str, str]]] = {
    "bank": ("银行", "At the bank"), "online": ("电子支付", "Electronic payment"),
    "court": ("人民法院执行", "Through the court"),
    "on_the_spot": ("当场收缴（行政处罚法第六十八、六十九条）", "On the spot (arts. 68, 69)"),
}  # fmt: skip
GROUNDS: Final[dict[str, tuple[str, str]]] = {
    "68a": ("一百元以下的当场处罚（第六十八条第一项）", "On-the-spot penalty of at most 100 yuan (art. 68(1))"),
    "68b": ("不当场收缴事后难以执行（第六十八条第二项）", "Hard to collect later (art. 68(2))"),
    "69": ("边远、水上、交通不便，当事人提出（第六十九条）", "Remote or on water, at the party's request (art. 69)"),
}
RECEIPTS: Final[dict[str, tuple[str, str]]] = {
    "special": ("罚没款专用票据", "Special receipt for fines"),
    "electronic": ("财政电子票据", "Electronic fiscal receipt"),
    "slip": ("非税收入一般缴款书", "Payment slip for non-tax revenue"),
}


class ReceiptMissing(Invalid):
    """Refuse money without the number of its receipt."""

    sentence = _("Enter the number of the fiscal receipt.")
    article = "中华人民共和国行政处罚法第七十条"
