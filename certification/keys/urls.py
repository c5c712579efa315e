"""Addresses of keys."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from certification.keys.views import acts, office, public

urlpatterns: list[URLPattern | URLResolver] = [
    path("keys/list.jwt", public.signed_list, name="key_list_signed"),
    path("keys/roots.json", public.roots, name="key_roots"),
    path("keys/roots.jwt", public.statements, name="key_root_statements"),
    path("keys/log/<int:kid>.bin", public.leaves, name="key_log"),
    path("keys/log/<int:kid>.jwt", public.log_root, name="key_log_root"),
    path("signing-keys/", office.keys, name="key_list"),
    path("signing-keys/history/", office.history, name="key_history"),
    path("signing-keys/propose/<slug:kind>/", acts.propose, name="key_propose"),
    path("signing-keys/proposals/<int:pk>/", office.ceremony, name="key_ceremony"),
    path("signing-keys/proposals/<int:pk>/confirm/", acts.confirm, name="key_confirm"),
    path("signing-keys/proposals/<int:pk>/dismiss/", acts.dismiss, name="key_dismiss"),
    path("signing-keys/<int:kid>/", office.key, name="key"),
]
