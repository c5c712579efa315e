"""Addresses: hearings as they are conducted."""

from __future__ import annotations

from django.urls import path

from cases.hearing.views import amounts

urlpatterns = [
    path("hearing-amounts/", amounts.amounts, name="hearing_amounts"),
    path("hearing-amounts/new/", amounts.new_amount, name="hearing_amount_new"),
    path("hearing-amounts/<int:pk>/", amounts.amount, name="hearing_amount"),
]
