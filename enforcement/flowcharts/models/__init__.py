from enforcement.flowcharts.closures.models import CalendarDay, CalendarLayer, CalendarRevision, DueChange
from enforcement.flowcharts.consultation.models import Consultation, PublicComment
from enforcement.flowcharts.editor.models import Sketch, SketchText
from enforcement.flowcharts.exceptions.models import (
    OrderApproval,
    Overlay,
    OverlayApproval,
    OverlayChange,
    OverlayItem,
    VersionOrder,
)
from enforcement.flowcharts.models.chart import Approval, Flowchart, FlowchartVersion
from enforcement.flowcharts.models.compiled import Arrow, Clock, Declared, Node, NodeRule
from enforcement.flowcharts.models.running import Participant, Run, RunClock, StepRecord
from enforcement.flowcharts.models.stretches import ClockPause, TermExtension

__all__ = [
    "Approval",
    "Arrow",
    "CalendarDay",
    "CalendarLayer",
    "CalendarRevision",
    "Clock",
    "ClockPause",
    "Consultation",
    "Declared",
    "DueChange",
    "Flowchart",
    "FlowchartVersion",
    "Node",
    "NodeRule",
    "OrderApproval",
    "Overlay",
    "OverlayApproval",
    "OverlayChange",
    "OverlayItem",
    "Participant",
    "PublicComment",
    "Run",
    "RunClock",
    "Sketch",
    "SketchText",
    "StepRecord",
    "TermExtension",
    "VersionOrder",
]
