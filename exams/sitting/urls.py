"""Addresses: a sitting in the browser: the page before the start, the paper, receipts."""

from __future__ import annotations

from django.urls import URLPattern, path

from exams.sitting import views

urlpatterns: list[URLPattern] = [
    path("", views.to_mine, name="exam_home"),
    path("mine/", views.mine, name="exam_mine"),
    path("mine/<int:sitting_id>/", views.lobby, name="exam_lobby"),
    path("mine/<int:sitting_id>/paper/", views.paper, name="exam_paper"),
    path("mine/<int:sitting_id>/continue/", views.continue_here, name="exam_continue"),
]
