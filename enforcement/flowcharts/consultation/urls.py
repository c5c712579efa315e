"""Addresses: comments of the public on drafts."""

from __future__ import annotations

from django.urls import path

from enforcement.flowcharts.consultation import views

urlpatterns = [
    path("<int:version_id>/draft/", views.procedure_consultation, name="procedure_consultation"),
    path("drafts/<int:version_id>/comments/", views.chart_comments, name="chart_comments"),
    path("drafts/comments/<int:comment_id>/", views.chart_answer, name="chart_answer"),
]
