"""The words of the picture, in the language asked for: role, limit, labels of arrows, and lines that fit a box."""

from __future__ import annotations

import re
from typing import Literal

from enforcement.flowcharts.graph import Flow, Graph, Limit, Node, StepRule
from enforcement.organisation.duties.codes import DUTIES

Language = Literal["zh", "en"]
_OUTCOME = re.compile(r"\boutcome\s*==\s*'([^']*)'")
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
UNITS: dict[Language, dict[str, tuple[str, str]]] = {
    "zh": {
        "calendar": ("日", "日"),
        "working": ("个工作日", "个工作日"),
        "hour": ("小时", "小时"),
        "month": ("个月", "个月"),
        "minute": ("分钟", "分钟"),
    },
    "en": {
        "calendar": (" day", " days"),
        "working": (" working day", " working days"),
        "hour": (" hour", " hours"),
        "month": (" month", " months"),
        "minute": (" minute", " minutes"),
    },
}
KINDS: dict[Language, dict[str, str]] = {
    "zh": {"statutory": "法定", "internal": "内部", "promise": "承诺"},
    "en": {"statutory": "statutory", "internal": "internal", "promise": "promised"},
}
SAID: dict[Language, dict[str, str]] = {
    "zh": {
        "certified": "持证", "people": "人以上", "after": "后", "otherwise": "其他情形", "start": "开始", "end": "结束",
        "wait": "等待", "before": "提前", "loop": "退回、重复办理", "way": "办理去向", "step": "办理步骤",
        "called": "另图办理的程序", "state_done": "已办结", "state_open": "办理中", "state_late": "已超期",
        "state_skipped": "未经过", "limit": "时限", "who": "办理人", "basis": "依据", "used": "已用", "entered": "进入",
        "left": "办结", "due": "到期", "from": "来自", "branch": "按结果分流", "legend": "图例", "visits": "次",
        "all": "同时办理", "documents": "文书", "risk": "廉政风险",
    },
    "en": {
        "certified": "certified", "people": "or more", "after": "later", "otherwise": "otherwise", "start": "start",
        "end": "end", "wait": "wait", "before": "before", "loop": "sent back or repeated", "way": "goes on",
        "step": "step", "called": "procedure with its own chart", "state_done": "done", "state_open": "under way",
        "state_late": "overdue", "state_skipped": "not taken", "limit": "limit", "who": "by", "basis": "basis",
        "used": "used", "entered": "entered", "left": "left", "due": "due", "from": "from", "branch": "by outcome",
        "legend": "Legend", "visits": "times", "all": "in parallel", "documents": "documents", "risk": "risk",
    },
}  # fmt: skip


def amount(value: int, unit: str, language: Language) -> str:
    """Return a length of time as people say it."""
    one, many = UNITS[language][unit]
    return f"{value}{one if value == 1 else many}"


def limit_of(limit: Limit, language: Language) -> str:
    """Return a limit with its kind, such as 15个工作日（内部）."""
    told = amount(limit.value, limit.unit, language)
    if limit.roll == "backward":
        told = f"{SAID[language]['before']}{told}" if language == "zh" else f"{told} {SAID[language]['before']}"
    kind = KINDS[language][limit.kind]
    return f"{told}（{kind}）" if language == "zh" else f"{told} ({kind})"


def roles_of(step: StepRule, language: Language) -> str:
    """Return who does a step, such as 案件办理 2人以上（持证）."""
    told = []
    for role in step.roles:
        duty = DUTIES.get(role.ref)
        title = role.ref if duty is None else duty.title_zh if language == "zh" else duty.title_en
        if role.min > 1:
            title += f" {role.min}{SAID['zh']['people']}" if language == "zh" else f", {role.min} or more"
        if role.certified:
            title += f"（{SAID['zh']['certified']}）" if language == "zh" else " (certified)"
        told.append(title)
    return ("、" if language == "zh" else "; ").join(told)


def name_of(node: Node, language: Language) -> str:
    """Return the name of a node."""
    if language == "en" and node.step and node.step.title_en:
        return node.step.title_en
    if node.name:
        return node.name
    return SAID[language][node.kind] if node.kind in {"start", "end"} else ""


def wait_of(timer: str, language: Language) -> str:
    """Return the length of a timer, such as 5日."""
    found = _DURATION.fullmatch(timer.upper())
    if found is None:
        return timer
    parts = zip(found.groups(), ("calendar", "hour", "minute"), strict=True)
    return "".join(amount(int(value), unit, language) for value, unit in parts if value)


def label_of(graph: Graph, flow: Flow, language: Language) -> str:
    """Return the label of an arrow; in English that of the outcome it stands for, where it stands for one."""
    if language == "zh":
        return flow.name
    outcomes = _outcomes(graph, flow)
    found = _OUTCOME.search(flow.condition)
    if found and found[1] in outcomes:
        return outcomes[found[1]]
    if not flow.name:
        return ""
    others = {m[1] for f in graph.leaving[flow.source] for m in [_OUTCOME.search(f.condition)] if m}
    left = [label for code, label in outcomes.items() if code not in others]
    if len(left) == 1 and not flow.condition:
        return left[0]
    return SAID["en"]["otherwise"] if flow.is_default else flow.name


def _outcomes(graph: Graph, flow: Flow) -> dict[str, str]:
    """Return the outcomes, with English labels, of the step before an arrow or before the gateway it leaves."""
    source, seen = graph.node[flow.source], {flow.source}
    while source.step is None and len(graph.entering[source.key]) == 1:
        source = graph.node[graph.entering[source.key][0].source]
        if source.key in seen:  # gateways in a circle, as a first draft may have them
            return {}
        seen.add(source.key)
    return {code: en or zh for code, zh, en in source.step.outcomes} if source.step else {}


def width(text: str, size: float) -> float:
    """Return about how wide a text is: a Chinese character is as wide as it is high."""
    return sum(size if ord(c) > 0x2E7F else size * 0.56 for c in text)  # noqa: PLR2004 (where CJK begins)


def wrapped(text: str, size: float, room: float, most: int = 2) -> list[str]:
    """Return a text in lines that fit the room; what does not fit the last line ends in …."""
    lines: list[str] = [""]
    for piece in re.findall(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+", text):
        if lines[-1] and width((lines[-1] + piece).rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > most:
        last = lines[most - 1]
        while last and width(last + "…", size) > room:
            last = last[:-1]
        lines = [*lines[: most - 1], last + "…"]
    return lines


def spoken(node: Node, language: Language) -> str:
    """Return all that the picture says of a node, as one text for screen readers and on hover."""
    said = SAID[language]
    step = node.step
    if step is None:
        return name_of(node, language)
    parts = [f"{step.code} {name_of(node, language)}"]
    if step.roles:
        parts.append(f"{said['who']}: {roles_of(step, language)}")
    parts += [f"{said['limit']}: {limit_of(limit, language)}" for limit in step.limits]
    if step.bases:
        parts.append(f"{said['basis']}: {'、'.join(map(str, step.bases))}")
    return " · ".join(parts)
