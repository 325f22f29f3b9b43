"""The pages about klanten for who serves them: request in, page out; no decisions.

No name and no BSN ever stands in an address: what is searched for and what is told of a person is sent, not asked.
"""

from __future__ import annotations

from django.urls import path

from doorzicht.domain.klant.pages.dossier import dossier, geschiedenis, wie_keek
from doorzicht.domain.klant.pages.inschrijven import inschrijven, ontvangen
from doorzicht.domain.klant.pages.lijst import lijst, zoeken
from doorzicht.domain.klant.pages.uitvoer import uitvoer
from doorzicht.domain.klant.pages.wijzigen import wijzigen

__all__ = ["urlpatterns"]

urlpatterns = [
    path("werk/klanten/", lijst, name="klanten"),
    path("werk/klanten/zoeken/", zoeken, name="klanten-zoeken"),
    path("werk/klanten/inschrijven/", inschrijven, name="klant-inschrijven"),
    path("werk/klanten/inschrijven/ontvangen/", ontvangen, name="klant-ontvangen"),
    path("werk/klanten/uitvoer/", uitvoer, name="klanten-uitvoer"),
    path("werk/klanten/<uuid:klant>/", dossier, name="klant"),
    path("werk/klanten/<uuid:klant>/wijzigen/", wijzigen, name="klant-wijzigen"),
    path("werk/klanten/<uuid:klant>/geschiedenis/", geschiedenis, name="klant-geschiedenis"),
    path("werk/klanten/<uuid:klant>/wie-keek/", wie_keek, name="klant-wie-keek"),
]
