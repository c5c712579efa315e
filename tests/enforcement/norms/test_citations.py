"""Citations as papers, charts and rules write them."""

import pytest

from enforcement.norms.citations import cited


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("城市建筑垃圾管理规定第九条、第二十六条", [("城市建筑垃圾管理规定", {9, 26})]),
        (
            "中华人民共和国行政处罚法第四十二条第一款、第七十六条第一款第五项；山东省行政执法监督条例第十条第三款",
            [("中华人民共和国行政处罚法", {42, 76}), ("山东省行政执法监督条例", {10})],
        ),
        (
            "违反《城市道路管理条例》第27条第（一）项，依据《城市道路管理条例》第四十二条和《行政处罚法》第三十三条",
            [("城市道路管理条例", {27, 42}), ("行政处罚法", {33})],
        ),
        ("国办发〔2018〕118号第六项；行政处罚法第四十八条", [("国办发〔2018〕118号", set()), ("行政处罚法", {48})]),
        ("山东省人民政府令第336号第五十条第三项", [("山东省人民政府令第336号", {50})]),
        (
            "行政强制法第二十四条至第二十七条、行政处罚法第五十六条",
            [("行政强制法", {24, 25, 26, 27}), ("行政处罚法", {56})],
        ),
        ("《乐陵市露天市场管理暂行规定》", [("乐陵市露天市场管理暂行规定", set())]),
        ("程序规定第十八条之一第二款", [("程序规定", {18})]),
        ("集体讨论议事规则（参数，法律未定）", []),
        ("情节轻微", []),
        ("", []),
    ],
)
def test_norms_and_articles_are_read(text, found):
    assert [(one.title, set(one.articles)) for one in cited(text)] == found


def test_an_article_without_a_title_before_it_is_no_citation():
    assert cited("第九条、第二十六条") == []
