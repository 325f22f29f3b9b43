"""The pages of the log-in, of one's own account and of supervision: request in, page out; no decisions."""

from __future__ import annotations

from django.urls import path

from doorzicht.domain.toegang.pages import account, inlogdienst, sleutels
from doorzicht.domain.toegang.pages.aanmelden import demo, herstelcode, inloggen, tweede_factor
from doorzicht.domain.toegang.pages.instellen import instellen, uitnodiging
from doorzicht.domain.toegang.pages.toezicht import urlpatterns as toezicht

__all__ = ["urlpatterns"]

urlpatterns = [
    path("inloggen/", inloggen, name="inloggen"),
    path("inloggen/tweede-factor/", tweede_factor, name="inloggen-tweede-factor"),
    path("inloggen/sleutel/", sleutels.inloggen, name="inloggen-sleutel"),
    path("inloggen/herstelcode/", herstelcode, name="inloggen-herstelcode"),
    path("inloggen/uitnodiging/", uitnodiging, name="inloggen-uitnodiging"),
    path("inloggen/instellen/", instellen, name="inloggen-instellen"),
    path("inloggen/instellen/sleutel/", sleutels.instellen, name="inloggen-instellen-sleutel"),
    path("inloggen/demo/", demo, name="inloggen-demo"),
    path("inloggen/organisatie/", inlogdienst.kies, name="inloggen-organisatie"),
    path("inloggen/organisatie/account/", inlogdienst.koppelen, name="inloggen-koppelen"),
    path(
        "inloggen/organisatie/<uuid:aanbieder>/terug/", inlogdienst.terug, name="inloggen-organisatie-terug"
    ),
    path(
        "inloggen/organisatie/<uuid:aanbieder>/sleutels.json",
        inlogdienst.sleutels,
        name="inloggen-organisatie-sleutels",
    ),
    path("uitloggen/", account.uitloggen, name="uitloggen"),
    path("account/", account.account, name="account"),
    path("account/rol/", account.rol, name="account-rol"),
    path("account/wachtwoord/", account.wachtwoord, name="account-wachtwoord"),
    path("account/app/", account.app, name="account-app"),
    path("account/sleutel/", sleutels.toevoegen, name="account-sleutel"),
    path("account/herstelcodes/", account.herstelcodes, name="account-herstelcodes"),
    path("account/factor/<uuid:factor>/", account.factor, name="account-factor"),
    path("account/sessie/", account.sessie_beeindigen, name="account-sessie"),
    *toezicht,
]
