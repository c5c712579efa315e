"""Addresses: who handles a case: the lead, hand-over, recusal; who reported."""

from __future__ import annotations

from django.urls import path

from cases.staffing import views

urlpatterns = [path("<int:pk>/reporter/", views.reporter, name="case_reporter")]
