"""Addresses: a sitting in the browser: the page before the start, the paper, receipts."""

from __future__ import annotations

from django.urls import URLPattern, path

from exams.sitting import receipt_views, views

urlpatterns: list[URLPattern] = [
    path("", views.to_mine, name="exam_home"),
    path("mine/", views.mine, name="exam_mine"),
    path("mine/<int:sitting_id>/", views.page, name="exam_lobby"),
    path("mine/<int:sitting_id>/paper/", views.page, name="exam_paper"),
    path("mine/<int:sitting_id>/reason/", views.reason, name="exam_reason"),
    path("mine/<int:sitting_id>/photo/", views.send_photo, name="exam_photo_send"),
    path("mine/<int:sitting_id>/receipt/", receipt_views.receipt, name="exam_receipt"),
    path("receipts/", receipt_views.check_receipt, name="exam_receipts"),
]
