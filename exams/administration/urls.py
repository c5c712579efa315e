"""Addresses: administration: who may sit, where and how; rosters, tickets, accommodations, training."""

from __future__ import annotations

from django.urls import URLPattern, path

from exams.administration.views import refusals

urlpatterns: list[URLPattern] = [
    path("sessions/<int:session_id>/refusals/", refusals.refusals, name="exam_refusals"),
    path("sessions/<int:session_id>/refusals/<int:ruling_id>/", refusals.refusal, name="exam_refusal"),
]
