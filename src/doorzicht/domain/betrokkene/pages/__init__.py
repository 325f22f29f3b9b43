"""The pages of the rights of a betrokkene: his own under /mijn/, those of who answers under /werk/.

Every page is for a person with a role; the service behind it decides and writes the look down.
"""

from __future__ import annotations

from django.urls import path

from doorzicht.domain.betrokkene.pages import mijn, werk

__all__ = ["urlpatterns"]

urlpatterns = [
    path("mijn/", mijn.mijn, name="mijn"),
    path("mijn/gegevens.<str:vorm>", mijn.bestand, name="mijn-bestand"),
    path("mijn/wie-keek/", mijn.wie_keek, name="mijn-wie-keek"),
    path("mijn/verbeteren/", mijn.verbeteren, name="mijn-verbeteren"),
    path("mijn/bezwaar/", mijn.bezwaar, name="mijn-bezwaar"),
    path("werk/correcties/", werk.verzoeken, name="verzoeken"),
    path("werk/correcties/<uuid:nummer>/", werk.correctie, name="correctie"),
    path("werk/bezwaren/<uuid:nummer>/", werk.bezwaar, name="bezwaar"),
    path("werk/klanten/<uuid:klant>/rechten/", werk.rechten, name="klant-rechten"),
    path("werk/klanten/<uuid:klant>/inzage.<str:vorm>", werk.bestand, name="klant-inzage"),
]
