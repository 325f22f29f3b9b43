"""Every address of the site. Dutch stands at the root, English under /en/; machine addresses have no language."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from doorzicht.domain.betrokkene.pages import urlpatterns as betrokkene
from doorzicht.domain.klant.api import router as klant_api
from doorzicht.domain.klant.pages import urlpatterns as klant
from doorzicht.domain.publicatie.pages import urlpatterns as publicatie
from doorzicht.domain.toegang.pages import urlpatterns as toegang
from doorzicht.domain.toegang.pages.beheer import urlpatterns as beheer
from doorzicht.web import api, plain, work

urlpatterns = [
    path("health/", plain.health, name="health"),
    path(".well-known/security.txt", plain.security_txt, name="security-txt"),
    path("robots.txt", plain.robots_txt, name="robots-txt"),
    path("api/v1/", api.make_api({"klanten": klant_api})),
    *i18n_patterns(
        *publicatie,
        *betrokkene,
        *klant,
        *toegang,
        *beheer,
        path("werk/", work.begin, name="werk"),
        path("toegankelijkheid/", plain.toegankelijkheid, name="toegankelijkheid"),
        path("privacy/", plain.privacy, name="privacy"),
        path("contact/", plain.contact, name="contact"),
        path("status/", plain.status, name="status"),
        prefix_default_language=False,
    ),
]

handler400 = "doorzicht.web.errors.bad_request"
handler403 = "doorzicht.web.errors.permission_denied"
handler404 = "doorzicht.web.errors.page_not_found"
handler500 = "doorzicht.web.errors.server_error"
