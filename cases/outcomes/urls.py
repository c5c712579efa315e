"""Addresses: ends of a case other than a penalty: transfers, police, remedies."""

from __future__ import annotations

from django.urls import path

from cases.outcomes import views

urlpatterns = [
    path("remedies/", views.remedies, name="remedy_list"),
    path("<int:pk>/package.zip", views.case_package, name="case_package"),
]
