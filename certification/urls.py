"""Addresses of credentials: the desks, the officer's own, and the public's."""

from __future__ import annotations

from django.urls import include, path, re_path

from certification.views import application, credential, desk, me, register, verify

urlpatterns = [
    re_path(r"^v/(?P<digits>[0-9]{1,900})$", verify.by_code, name="verify_code"),
    path("verify/", verify.by_number, name="verify_number"),
    path("officers/", register.officers, name="officer_register"),
    re_path(r"^officers/photo/(?P<sha256>[0-9a-f]{64})\.jpg$", verify.photo, name="officer_photo"),
    path("notices/credentials/", register.notices, name="credential_notices"),
    path("me/credential/", me.own, name="credential_own"),
    path("me/credential/card.pdf", me.own_card, name="credential_own_card"),
    path("me/credential/loss/", me.own_loss, name="credential_own_loss"),
    path("credentials/", desk.credentials, name="credential_list"),
    path("credential-applications/", desk.applications, name="credential_applications"),
    path("credential-applications/new/", desk.new_application, name="credential_apply"),
    path("credential-applications/<int:pk>/", application.application, name="credential_application"),
    path(
        "credential-applications/<int:pk>/photo.jpg",
        application.application_photo,
        name="credential_application_photo",
    ),
    path("credential-applications/training/", desk.training, name="credential_training"),
    path("credentials/<int:pk>/", credential.credential, name="credential_detail"),
    path("credentials/<int:pk>/card.pdf", credential.credential_card, name="credential_card"),
    path("credentials/<int:pk>/<slug:code>/", credential.credential_act, name="credential_act"),
    path("", include("certification.keys.urls")),
    path("", include("certification.status.urls")),
    path("", include("certification.scan.urls")),
    path("", include("certification.display.urls")),
    path("", include("certification.officers.urls")),
    path("", include("certification.lifecycle.urls")),
    path("", include("certification.batches.urls")),
    path("", include("certification.exports.urls")),
]
