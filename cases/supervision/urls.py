"""Addresses of supervision."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.supervision.views import alarms, board, timeline

urlpatterns: list[URLPattern] = [
    path("", board.board, name="supervision_board"),
    path("alarms/", alarms.alarms, name="supervision_alarms"),
    path("alarms/<int:alarm_id>/", alarms.alarm, name="supervision_alarm"),
    path("cases/<int:case_id>/", timeline.timeline, name="supervision_case"),
]
