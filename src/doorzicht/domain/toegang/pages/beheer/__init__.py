"""The pages of beheer: people, roles and organisations; request in, page out, no decisions."""

from __future__ import annotations

from django.urls import path

from doorzicht.domain.toegang.pages.beheer import gebruikers, organisaties

__all__ = ["urlpatterns"]

_MENS = "beheer/gebruikers/<uuid:id_>/"

urlpatterns = [
    path("beheer/gebruikers/", gebruikers.lijst, name="beheer-gebruikers"),
    path("beheer/gebruikers/nieuw/", gebruikers.nieuw, name="beheer-gebruiker-nieuw"),
    path(_MENS, gebruikers.gebruiker, name="beheer-gebruiker"),
    path(f"{_MENS}gegevens/", gebruikers.gegevens, name="beheer-gebruiker-gegevens"),
    path(f"{_MENS}rol/", gebruikers.rol_voorstellen, name="beheer-gebruiker-rol"),
    path(f"{_MENS}rol/<uuid:rol>/einde/", gebruikers.rol_einde, name="beheer-rol-einde"),
    path(f"{_MENS}afwezig/", gebruikers.afwezig, name="beheer-gebruiker-afwezig"),
    path(f"{_MENS}afwezig/<uuid:weg>/terug/", gebruikers.terug, name="beheer-gebruiker-terug"),
    path(f"{_MENS}uitnodiging/", gebruikers.uitnodiging, name="beheer-gebruiker-uitnodiging"),
    path(f"{_MENS}vertrek/", gebruikers.vertrek, name="beheer-gebruiker-vertrek"),
    path(f"{_MENS}weer-aan/", gebruikers.weer_aan, name="beheer-gebruiker-weer-aan"),
    path("beheer/rollen/", gebruikers.rollen, name="beheer-rollen"),
    path("beheer/organisaties/", organisaties.lijst, name="beheer-organisaties"),
    path("beheer/organisaties/nieuw/", organisaties.nieuw, name="beheer-organisatie-nieuw"),
    path("beheer/organisaties/<uuid:id_>/", organisaties.organisatie, name="beheer-organisatie"),
]
