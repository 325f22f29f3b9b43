"""The pages of the public figures: request in, page out; no decisions.

Every page is public and holds protected numbers only. Addresses hold all choices, so each can be shared.
"""

from __future__ import annotations

from django.urls import path

from doorzicht.domain.publicatie.pages.bestanden import bestand, downloads
from doorzicht.domain.publicatie.pages.gemeente import gemeente
from doorzicht.domain.publicatie.pages.home import home
from doorzicht.domain.publicatie.pages.land import cijfers, land
from doorzicht.domain.publicatie.pages.methode import methode
from doorzicht.domain.publicatie.pages.regio import regio
from doorzicht.domain.publicatie.pages.zoeken import zoeken

__all__ = ["urlpatterns"]

_REGIO = "cijfers/<str:kwartaal>/regio/<str:regio>/"

urlpatterns = [
    path("", home, name="home"),
    path("cijfers/", cijfers, name="cijfers"),
    path("cijfers/<str:kwartaal>/", land, name="land"),
    path(_REGIO, regio, name="regio"),
    path(f"{_REGIO}bestanden/<str:naam>", bestand, name="bestand"),
    path(f"{_REGIO}versie/<int:versie>/", regio, name="regio-versie"),
    path(f"{_REGIO}versie/<int:versie>/bestanden/<str:naam>", bestand, name="bestand-versie"),
    path("cijfers/<str:kwartaal>/gemeente/<str:gemeente>/", gemeente, name="gemeente"),
    path("zoeken/", zoeken, name="zoeken"),
    path("downloads/", downloads, name="downloads"),
    path("downloads/<str:kwartaal>/", downloads, name="downloads-kwartaal"),
    path("methode/", methode, name="methode"),
]
