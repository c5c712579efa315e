"""Addresses of the statistics of sessions."""

from __future__ import annotations

from django.urls import path

from exams.figures import views

urlpatterns = [
    path("sessions/<int:session_id>/statistics/", views.statistics, name="exam_statistics"),
    path("sessions/<int:session_id>/statistics/again/", views.again, name="exam_statistics_again"),
    path("sessions/<int:session_id>/statistics.xlsx", views.statistics_workbook, name="exam_statistics_xlsx"),
    path("sessions/<int:session_id>/statistics/<int:stat_id>/", views.item_statistics, name="exam_item_statistics"),
]
