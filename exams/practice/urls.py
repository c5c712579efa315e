"""Addresses of practice."""

from __future__ import annotations

from django.urls import path

from exams.practice import views

urlpatterns = [
    path("practice/", views.overview, name="exam_practice"),
    path("practice/next/", views.next_one, name="exam_practice_next"),
    path("practice/<int:item_id>/", views.question, name="exam_practice_item"),
]
