"""Addresses of the home pages, the gallery, the register of settings, people and agencies."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from enforcement.site.views import agencies, desk, gallery, home, people, settings_register

urlpatterns = [
    path("", home.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("ui/", gallery.gallery, name="gallery"),
    path("care-mode/", home.care_mode, name="care_mode"),
    path("language/", set_language, name="set_language"),
    path("settings-register/", settings_register.settings_register, name="settings_register"),
    path("settings-register/<str:code>/", settings_register.change_setting, name="change_setting"),
    path("people/", people.people, name="people"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/duties/grant/", people.grant_duty, name="grant_duty"),
    path("people/<int:person_id>/duties/withdraw/", people.withdraw_duty, name="withdraw_duty"),
    path("agencies/", agencies.agencies, name="agencies"),
]
