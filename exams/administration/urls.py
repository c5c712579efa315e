"""Addresses: administration: who may sit, where and how; rosters, tickets, accommodations, training."""

from __future__ import annotations

from django.urls import URLPattern, path

from exams.administration.views import refusals, rosters

urlpatterns: list[URLPattern] = [
    path("sessions/<int:session_id>/rosters/", rosters.rosters, name="exam_roster"),
    path("sessions/<int:session_id>/rosters/<int:roster_id>/", rosters.roster, name="exam_roster_import"),
    path("sessions/<int:session_id>/rosters/<int:roster_id>/go/", rosters.go, name="exam_roster_go"),
    path("rosters/roster.xlsx", rosters.template_file, name="exam_roster_template"),
    path("sessions/<int:session_id>/refusals/", refusals.refusals, name="exam_refusals"),
    path("sessions/<int:session_id>/refusals/<int:ruling_id>/", refusals.refusal, name="exam_refusal"),
]
