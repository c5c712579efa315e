"""Addresses of the statistics of sessions."""

from __future__ import annotations

from django.urls import path

from exams.figures.views import item, session, workbook

urlpatterns = [
    path("sessions/<int:session_id>/statistics/", session.statistics, name="exam_statistics"),
    path("sessions/<int:session_id>/statistics/again/", session.again, name="exam_statistics_again"),
    path("sessions/<int:session_id>/statistics.xlsx", workbook.statistics_workbook, name="exam_statistics_xlsx"),
    path("sessions/<int:session_id>/statistics/<int:stat_id>/", item.item_statistics, name="exam_item_statistics"),
]
