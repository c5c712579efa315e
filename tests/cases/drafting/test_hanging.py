"""No line of a paper begins with a sign that closes or ends (GB/T 15834-2011, 5.1)."""

from __future__ import annotations

import pytest

from cases.documents.hanging import NEVER_FIRST, split
from enforcement.web import fonts

SIZE = 10.0


@pytest.mark.parametrize(
    "text", ["证据证明：照片（电子数据）。", "（一）（二）（三）。", "甲乙丙丁戊”。）", "无标点的一行文字"]
)
@pytest.mark.parametrize("room", range(2, 9))
def test_signs_that_follow_each_other_hang_together(text, room):
    fonts.register()
    lines = split(text, [room * SIZE], fonts.REGULAR[0], SIZE)
    assert "".join(line for _space, line in lines) == text
    assert not [line for _space, line in lines[1:] if line[0] in NEVER_FIRST]
