"""Addresses of display."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from certification.display.views import announce, device, devices, log, page, visits

SHOW = "me/credential/show/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(SHOW, page.page, name="display_page"),
    path(f"{SHOW}worker.js", page.worker, name="display_worker"),
    path(f"{SHOW}app.webmanifest", page.manifest, name="display_manifest"),
    path(f"{SHOW}challenge", device.ask, name="display_challenge"),
    path(f"{SHOW}bind", device.bind, name="display_bind"),
    path(f"{SHOW}contact", device.contact, name="display_contact"),
    path(f"{SHOW}visit", announce.visit, name="display_visit"),
    path("me/credential/phones/<int:pk>/withdraw/", devices.own_withdraw, name="display_own_withdraw"),
    path("me/visits/", log.own_visits, name="visit_own"),
    path("credential-phones/", devices.devices, name="display_devices"),
    path("credential-phones/<int:pk>/", devices.device, name="display_device"),
    path("visits/", log.visits, name="visit_list"),
    path("visits/<int:pk>/", log.visit, name="visit_detail"),
    re_path(r"^visits/of/(?P<digits>[0-9]{100,900})$", visits.of_code, name="visit_of_code"),
    re_path(r"^visits/notice/(?P<secret>[0-9a-f]{32})/$", visits.notice, name="visit_notice"),
]
