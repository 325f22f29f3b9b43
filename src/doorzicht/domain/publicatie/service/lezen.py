"""What readers get: what was stored when it went out, never a new count."""

from __future__ import annotations

from django.conf import settings

from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.gebied.model import Arbeidsmarktregio
from doorzicht.domain.publicatie import store
from doorzicht.domain.publicatie.model import (
    Bescherming,
    Land,
    Trendpunt,
    Uitgave,
)
from doorzicht.domain.publicatie.service.bestanden import bestanden
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal


def bestand(kwartaal: Kwartaal, regio_nummer: int, naam: str, versie: int | None = None) -> bytes:
    """One file of an uitgave that is out; raises Weigering when there is no such uitgave or file."""
    gevonden = uitgave(kwartaal, regio_nummer, versie)
    if gevonden is not None:
        inhoud = store.read_bestand(settings.ARCHIEF, gevonden.inhoud, naam) or bestanden(
            gevonden.inhoud
        ).get(naam)
        if inhoud is not None:
            return inhoud
    raise Weigering("Dit bestand is er niet.", "Kies een bestand op de pagina van de uitgave.")


def uitgave(kwartaal: Kwartaal, regio_nummer: int, versie: int | None = None) -> Uitgave | None:
    """What went out for a region and quarter: the version asked for, or the one that holds now."""
    return store.get_uitgave(kwartaal, regio_nummer, versie)


def versies(kwartaal: Kwartaal, regio_nummer: int) -> tuple[Uitgave, ...]:
    """All versions that went out, newest first."""
    return store.list_versies(kwartaal, regio_nummer)


def aanwezig() -> tuple[tuple[Kwartaal, int], ...]:
    """Which quarters (newest first) and regions have an uitgave."""
    return store.list_aanwezig()


def kwartalen() -> tuple[Kwartaal, ...]:
    """The quarters for which something is out, newest first."""
    return tuple(sorted({kwartaal for kwartaal, _ in aanwezig()}, reverse=True))


def land(kwartaal: Kwartaal) -> Land | None:
    """The country in a quarter, under the protection of most of its regions."""
    maatgevend = store.get_maatgevende(kwartaal)
    return maatgevend.inhoud.land if maatgevend else None


def geldende_bescherming(kwartaal: Kwartaal) -> Bescherming | None:
    """The protection under which most regions of a quarter are out: one decision a quarter is the rule."""
    maatgevend = store.get_maatgevende(kwartaal)
    return maatgevend.inhoud.bescherming if maatgevend else None


def onderhanden_bescherming(kwartaal: Kwartaal, regio_nummer: int) -> Bescherming | None:
    """The protection of the uitgave of a region that is being worked on."""
    onderhanden = store.get_onderhanden(kwartaal, regio_nummer)
    return onderhanden.inhoud.bescherming if onderhanden else None


def landtrend() -> tuple[Trendpunt, ...]:
    """The country through the quarters that are out, oldest first."""
    beelden = ((kwartaal, land(kwartaal)) for kwartaal in reversed(kwartalen()))
    return tuple(
        Trendpunt(kwartaal, beeld.cijfers, beeld.doelgroepregister) for kwartaal, beeld in beelden if beeld
    )


def alle_regios(kwartaal: Kwartaal) -> tuple[Arbeidsmarktregio, ...]:
    """The regions on the map of a quarter."""
    return gebieden.indeling_op(kwartaal.peildatum).regios
