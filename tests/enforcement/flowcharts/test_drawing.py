from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.drawing import Mark, Meta, poster, svg, words
from enforcement.flowcharts.drawing.layout import NARROW, WIDE, layout
from enforcement.flowcharts.drawing.place import Columns
from enforcement.flowcharts.drawing.visual import visual
from enforcement.flowcharts.graph import Flow, Limit, Node, RoleRule
from enforcement.flowcharts.publication.ship import FOLDER
from tests.enforcement.flowcharts import random_charts as charts
from tests.enforcement.flowcharts.drawn import draw

CODES = "PSHCTVQ"
GRAPHS = {code: parse((FOLDER / f"{code}.bpmn").read_bytes()) for code in CODES}


def crosses(a, b, box, slack=0.6):
    """Whether a straight piece (upright or level) runs through the inside of a box."""
    left, right = box.x + slack, box.x + box.w - slack
    top, bottom = box.y + slack, box.bottom - slack
    (x1, y1), (x2, y2) = a, b
    return max(x1, x2) > left and min(x1, x2) < right and max(y1, y2) > top and min(y1, y2) < bottom


def faults(scene):  # noqa: C901 (one question after another)
    """Return everything that makes a picture hard to read."""
    found = []
    for stroke, box in itertools.product(scene.strokes, scene.boxes):
        found += [
            ("through", stroke.source, stroke.target, box.key)
            for a, b in itertools.pairwise(stroke.points)
            if crosses(a, b, box)
        ]
        found += [
            ("slanted", stroke.source) for a, b in itertools.pairwise(stroke.points) if a[0] != b[0] and a[1] != b[1]
        ]
    for one, other in itertools.combinations(scene.labels, 2):
        if (
            one.x < other.x + other.w
            and other.x < one.x + one.w
            and one.y < other.y + other.h - 1
            and other.y < one.y + one.h - 1
        ):
            found.append(("labels", one.text, other.text))
    for label, box in itertools.product(scene.labels, scene.boxes):
        if crosses((label.x, label.y), (label.x + label.w, label.y + label.h), box):
            found.append(("label on box", label.text, box.key))
    for one, other in itertools.combinations(scene.boxes, 2):
        if crosses((one.x, one.y), (one.x + one.w, one.bottom), other):
            found.append(("boxes", one.key, other.key))
    for x, y in [p for s in scene.strokes for p in s.points] + [(label.x + label.w, label.y) for label in scene.labels]:
        if not (0 <= x <= scene.width and -0.1 <= y <= scene.height):
            found.append(("outside", x, y))
    return found


def arrives(scene, graph, language="zh"):
    """Whether each arrow of the picture ends at its target's upper edge."""
    boxes = {b.key: b for b in scene.boxes}
    for stroke in scene.strokes:
        if stroke.head and stroke.target in boxes and len(stroke.points) > 1:
            x, y = stroke.points[-1]
            box = boxes[stroke.target]
            if not (abs(y - box.y) < 0.2 and box.x <= x <= box.x + box.w):
                return False
    return True


def test_a_tangle_would_be_seen():
    scene = layout(GRAPHS["H"])[0]
    one = scene.boxes[3]
    scene.boxes.append(replace(one, y=one.y + 60))
    assert {kind for kind, *_rest in faults(scene)} >= {"through", "boxes"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [WIDE, NARROW, Columns(1, 1), Columns(0, 2)], ids=str)
@pytest.mark.parametrize("code", CODES)
def test_no_arrow_runs_through_a_box_and_no_label_covers_another(code, columns, language):
    for parts in (1, 2, 3):
        for scene in layout(GRAPHS[code], language=language, columns=columns, parts=parts):
            assert faults(scene) == []
    assert arrives(layout(GRAPHS[code], language=language, columns=columns)[0], GRAPHS[code])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(charts.wild())
def test_any_draft_is_drawn_without_a_tangle(graph):
    for columns in (WIDE, NARROW):
        for parts in (1, 2):
            scenes = layout(graph, columns=columns, parts=parts)
            assert [f for scene in scenes for f in faults(scene)] == []
            drawn = {b.key for scene in scenes for b in scene.boxes}
            assert {n.key for n in graph.nodes if n.kind in {"task", "start", "end"}} <= drawn


@settings(max_examples=60, deadline=None)
@given(charts.sound)
def test_every_block_structured_chart_is_drawn_without_a_tangle(graph):
    for scene in layout(graph):
        assert faults(scene) == []


@pytest.mark.parametrize("code", CODES)
def test_every_arrow_of_the_chart_is_in_the_picture(code):
    graph = GRAPHS[code]
    drawn = {flow for link in visual(graph).links for flow in link.flows}
    assert drawn == {f.key for f in graph.flows}


@pytest.mark.parametrize("code", CODES)
def test_every_step_speaks_its_code_name_role_limit_and_basis(code):
    root = ET.fromstring(svg(GRAPHS[code]))
    space = "{http://www.w3.org/2000/svg}"
    groups = {g.get("data-node"): g for g in root.iter(f"{space}g") if g.get("data-node")}
    for node in GRAPHS[code].steps:
        said = groups[node.key].find(f"{space}title").text
        shown = "".join(t.text for t in groups[node.key].iter(f"{space}text"))
        assert all(word in said for word in (node.step.code, node.name, *map(str, node.step.bases)))
        assert node.step.code in shown
        assert words.roles_of(node.step, "zh")[:4] in shown
        for limit in node.step.limits[:1]:
            assert words.amount(limit.value, limit.unit, "zh") in shown


def test_a_picture_has_neither_script_nor_inline_style():
    for graph in GRAPHS.values():
        for language, narrow in itertools.product(("zh", "en"), (True, False)):
            told = svg(graph, language=language, narrow=narrow)
            ET.fromstring(told)
            assert not [word for word in ("style=", "<script", "<style", "href") if word in told]


def test_names_cannot_break_out_of_the_picture():
    graph = GRAPHS["S"]
    nasty = '"><script>alert(1)</script>&'
    nodes = tuple(replace(n, name=nasty, key=n.key) for n in graph.nodes)
    told = svg(replace(graph, name=nasty, nodes=nodes, flows=tuple(replace(f, name=nasty) for f in graph.flows)))
    ET.fromstring(told)
    assert "<script" not in told


def test_a_case_shows_where_it_stands():
    marks = {
        "P01_register_clue": Mark("done", entered="3月2日", left="3月2日", used="1/5"),
        "P02_check_clue": Mark("late", due="3月20日", used="18/15", visits=2), "P03_file_case": Mark("open"),
        "P04_assign": Mark("skipped"), "start": Mark("done"),
    }  # fmt: skip
    told = svg(GRAPHS["P"], marks)
    for said in ("已办结", "已超期", "办理中", "未经过", "18/15", "2 次", "到期: 3月20日"):
        assert said in told


def test_called_charts_are_drawn_below_if_wanted():
    called = {"H": GRAPHS["H"], "C": GRAPHS["C"]}
    told = svg(GRAPHS["P"], called=called)
    assert {"H08", "C06"} <= set(told.replace("<", ">").split(">"))
    assert "H08" not in svg(GRAPHS["P"])


def test_an_embedded_part_and_timers_are_drawn():
    b = charts.Builder()
    start, sub, wait, end = b.node("start"), b.node("subprocess"), b.node("timer", timer="PT36H"), b.node("end")
    inner_start, inner, inner_end = (b.node(k, parent=sub) for k in ("start", "task", "end"))
    b.nodes.append(Node("lapse", "boundary", attached_to=inner, timer="P5D", parent=sub))
    for pair in (
        (start, sub),
        (sub, wait),
        (wait, end),
        (inner_start, inner),
        (inner, inner_end),
        ("lapse", inner_end),
    ):
        b.flow(*pair)
    graph = charts.Graph("X", "带计时", tuple(b.nodes), tuple(b.flows))
    told = svg(graph)
    assert not [word for word in ("36小时", "5日后") if word not in told]
    assert "5 days later" in svg(graph, language="en")
    assert faults(layout(graph, parent=sub)[0]) == []


class TestPoster:
    META = Meta(
        "乐陵市市场监督管理局", "P", 3, date(2026, 2, 2), ("王建国", "李敏"), "ab" * 32, "https://x.test/procedures/1/"
    )

    @pytest.mark.parametrize("code", CODES)
    def test_the_poster_is_one_a3_page_with_text_that_can_be_searched(self, code):
        import pypdfium2

        document = pypdfium2.PdfDocument(poster(GRAPHS[code], self.META))
        assert len(document) == 1
        assert sorted(round(v) for v in document[0].get_size()) == [842, 1191]
        text = document[0].get_textpage().get_text_range()
        for said in (GRAPHS[code].name, "乐陵市市场监督管理局", "第3版", "2026年2月2日", "王建国", "李敏", "ab" * 32):
            assert said in text
        for node in GRAPHS[code].steps:
            assert node.step.code in text

    def test_the_penalty_chart_can_be_read_from_a_step_away(self):
        """Names of steps are at least 8.5 points high on A3."""
        from enforcement.flowcharts.drawing.poster import _best

        assert _best(GRAPHS["P"], "zh").scale * 15 >= 8.5

    def test_a_draft_says_that_it_is_one_and_english_is_spoken(self):
        import pypdfium2

        meta = replace(self.META, effective_on=None)
        text = pypdfium2.PdfDocument(poster(GRAPHS["S"], meta, "en"))[0].get_textpage().get_text_range()
        assert "Draft, not published" in text
        assert (
            "in force from 02 February 2026"
            in pypdfium2.PdfDocument(poster(GRAPHS["S"], self.META, "en"))[0].get_textpage().get_text_range()
        )


class TestWords:
    def test_limits_and_roles(self):
        assert words.limit_of(Limit(7, "working", roll="backward"), "zh") == "提前7个工作日（法定）"
        assert words.limit_of(Limit(1, "calendar", kind="promise"), "en") == "1 day (promised)"
        assert words.limit_of(Limit(7, "working", roll="backward"), "en") == "7 working days before (statutory)"
        assert words.wait_of("P1DT2H", "zh") == "1日2小时"
        assert words.wait_of("soon", "zh") == "soon"
        step = replace(
            GRAPHS["P"].node["P05_investigate"].step,
            roles=(RoleRule("nobody", 1), RoleRule("handle", 2, certified=True)),
        )
        assert words.roles_of(step, "en") == "nobody; Case handling, 2 or more (certified)"

    def test_lines_fit_their_room(self):
        for text in (
            "移交案卷、确定时间地点并且通知所有人",
            "Hand over the file, fix date and place of the hearing",
            "",
        ):
            lines = words.wrapped(text, 15, 120, 2)
            assert len(lines) <= 2
            assert all(words.width(line, 15) <= 121 for line in lines)

    def test_labels_in_english_are_those_of_the_outcomes(self):
        graph = GRAPHS["P"]
        told = {words.label_of(graph, f, "en") for f in graph.leaving["G_P05"]}
        assert {"Crime suspected", "Facts are clear"} <= told
        nobody = Flow("x", "start", "P01_register_clue", name="", condition="")
        assert words.label_of(graph, nobody, "en") == ""


def test_gateways_that_lead_in_a_circle_are_drawn_in_english_too():
    graph = draw("s>t t>e g>g2[outcome == 'x'] g2>g")
    assert "<svg" in svg(graph, language="en")
