"""Addresses of officers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from certification.officers.views import (
    acts,
    corrections,
    exporting,
    intakes,
    keeping_photo,
    listing,
    moves,
    open_data,
    photos,
    record,
    reorganising,
    taking_in,
    withdrawing,
)  # fmt: skip
from certification.views import register

LIST = "officer-register/"
ONE = f"{LIST}<int:person_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(LIST, listing.officers, name="officer_record_list"),
    path(f"{LIST}agencies/", listing.counts, name="officer_counts"),
    path(f"{LIST}new/", taking_in.taking_in, name="officer_new"),
    path(f"{LIST}reorganise/", reorganising.moving, name="officer_reorganise"),
    path(f"{LIST}export.xlsx", exporting.export, name="officer_export"),
    path(f"{LIST}lists/", intakes.intakes, name="officer_intakes"),
    path(f"{LIST}lists/template.xlsx", intakes.template_file, name="officer_intake_template"),
    path(f"{LIST}lists/<int:pk>/", intakes.intake, name="officer_intake"),
    path(f"{LIST}lists/<int:pk>/go/", intakes.go, name="officer_intake_go"),
    path(f"{LIST}corrections/", corrections.waiting, name="officer_corrections"),
    path(f"{LIST}corrections/<int:pk>/", corrections.answer, name="officer_correction"),
    path(ONE, record.record, name="officer_record"),
    path(f"{ONE}photo.jpg", photos.photo, name="officer_record_photo"),
    path(f"{ONE}leave/", moves.leave, name="officer_leave"),
    path(f"{ONE}transfer/", moves.transferring, name="officer_transfer"),
    path(f"{ONE}photo/", keeping_photo.keeping, name="officer_photo_keep"),
    path(f"{ONE}photo/accept/", keeping_photo.accepting, name="officer_photo_accept"),
    path(f"{ONE}<slug:code>/", acts.act, name="officer_act"),
    path(
        f"{ONE}qualification/<int:pk>/", withdrawing.withdraw, {"kind": "qualification"},
        name="officer_qualification_withdraw",
    ),
    path(
        f"{ONE}certificate/<int:pk>/", withdrawing.withdraw, {"kind": "certificate"},
        name="officer_certificate_withdraw",
    ),
    path("officers/open.csv", open_data.as_csv, name="officer_open_csv"),
    path("officers/open.json", open_data.as_json, name="officer_open_json"),
    path("officers/<str:number>/", register.officer, name="officer_public"),
    path("me/record/", record.own, name="officer_own"),
    path("me/record/photo.jpg", photos.own_photo, name="officer_own_photo"),
    path("me/record/wrong/", corrections.ask, name="officer_own_wrong"),
]  # fmt: skip
