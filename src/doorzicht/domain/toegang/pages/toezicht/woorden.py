"""How looks, alarms, reasons and refusals are called on a page, in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import (
    KORTSTE_UITLEG,
    Alarmsoort,
    Breekglasreden,
    Kijkwijze,
    Logregel,
    Oordeel,
    Uitkomst,
    Veldgroep,
    Vierogensoort,
    Voorstelstatus,
)
from doorzicht.foundation.errors import Weigering

WIJZEN: tuple[Kijkwijze, ...] = tuple(Kijkwijze)


def wijzenaam(wijze: Kijkwijze) -> str:
    """In what way somebody saw something."""
    return {
        Kijkwijze.PAGINA: _("Op een pagina"),
        Kijkwijze.LIJST: _("In een lijst"),
        Kijkwijze.ZOEK: _("In een zoekresultaat"),
        Kijkwijze.API: _("Door een programma"),
        Kijkwijze.UITVOER: _("In een bestand"),
        Kijkwijze.WIJZIGING: _("Bij een wijziging"),
    }[wijze]


def veldnaam(veld: str) -> str:
    """What was seen; a group that has no name any more stands as it was written."""
    return {
        Veldgroep.IDENTITEIT.value: _("Wie het is"),
        Veldgroep.CONTACT.value: _("Contact"),
        Veldgroep.WERK.value: _("Werk en taal"),
        Veldgroep.INSCHRIJVING.value: _("Inschrijving"),
        Veldgroep.REGISTER.value: _("Doelgroepregister"),
        Veldgroep.PROFIEL.value: _("Klantprofiel"),
        Veldgroep.LOGBOEK.value: _("Wie keek"),
    }.get(veld, veld)


def alarmnaam(soort: Alarmsoort) -> str:
    """What happened, in a few words."""
    return {
        Alarmsoort.KANARIE: _("Verzonnen dossier geopend"),
        Alarmsoort.VEEL_DOSSIERS: _("Veel dossiers in een uur"),
        Alarmsoort.VEEL_IN_LIJSTEN: _("Veel klanten in lijsten in een uur"),
        Alarmsoort.VEEL_INZAGE: _("Veel inzagebestanden op een dag"),
        Alarmsoort.ANDERE_REGIO: _("Klant van een andere regio bekeken"),
        Alarmsoort.AFWIJZINGEN: _("Vaak geweigerd in een uur"),
        Alarmsoort.BREEKGLAS: _("Noodtoegang gebruikt"),
        Alarmsoort.VEEL_INSCHRIJVINGEN: _("Te veel mensen ingeschreven"),
        Alarmsoort.VAAK_ELDERS: _("Vaak iemand van een ander ingeschreven"),
    }[soort]


def alarmuitleg(soort: Alarmsoort) -> str:
    """Why that is an alarm, and what to look at."""
    return {
        Alarmsoort.KANARIE: _(
            "Dit dossier is van niemand. Wie het opent, zocht waarschijnlijk rond. Vraag waarom."
        ),
        Alarmsoort.VEEL_DOSSIERS: _(
            "Zoveel dossiers opent bijna niemand voor zijn werk. Kijk of het bij de taak past."
        ),
        Alarmsoort.VEEL_IN_LIJSTEN: _(
            "Iemand bladerde door heel veel klanten, of liet een programma dat doen. Kijk of het bij de taak past."
        ),
        Alarmsoort.VEEL_INZAGE: _(
            "Iemand maakte voor veel klanten een bestand met alles wat er van hen bekend is. Vraag of zij dat wilden."
        ),
        Alarmsoort.ANDERE_REGIO: _("Deze klant woont in een andere regio. Kijk of er een reden voor was."),
        Alarmsoort.AFWIJZINGEN: _(
            "Iemand vroeg steeds iets wat niet mag. Dat kan een vergissing zijn, of proberen."
        ),
        Alarmsoort.VEEL_INSCHRIJVINGEN: _(
            "Zoveel mensen schrijft bijna niemand in. Kijk of het echte mensen zijn die bij de organisatie kwamen."
        ),
        Alarmsoort.VAAK_ELDERS: _(
            "Veel van deze mensen staan al bij een andere organisatie. Zo komt iemand te weten wie er bekend is."
        ),
        Alarmsoort.BREEKGLAS: _(
            "Iemand opende een klant van een andere organisatie, voor een uur. Ook dat moet beoordeeld worden."
        ),
    }[soort]


def uitkomstnaam(uitkomst: Uitkomst) -> str:
    """What looking at an alarm came to."""
    return {
        Uitkomst.TERECHT: _("Het mocht: het hoorde bij het werk"),
        Uitkomst.AANGESPROKEN: _("Het mocht niet: de medewerker is aangesproken"),
        Uitkomst.INCIDENT: _("Het is een incident: gemeld als mogelijk datalek"),
    }[uitkomst]


def redennaam(reden: Breekglasreden) -> str:
    """Why the glass was broken."""
    return {
        Breekglasreden.SPOED: _("De klant is hier en kan niet wachten"),
        Breekglasreden.GEVAAR: _("Er is gevaar voor de klant of voor een ander"),
        Breekglasreden.VERHUISD: _("De klant is verhuisd en de overdracht is er nog niet"),
        Breekglasreden.WAARNEMING: _("Ik neem waar voor een andere organisatie"),
    }[reden]


def oordeelnaam(oordeel: Oordeel) -> str:
    """Whether it was right."""
    return {
        Oordeel.TERECHT: _("Terecht: het kon niet anders"),
        Oordeel.ONTERECHT: _("Niet terecht: er was een andere weg"),
    }[oordeel]


def voorstelnaam(soort: Vierogensoort) -> str:
    """What waits for a second pair of eyes."""
    return {
        Vierogensoort.UITVOER: _("Bestand met klanten"),
        Vierogensoort.VERWIJDERING: _("Klanten verwijderen"),
        Vierogensoort.LOGBOEK: _("Oude regels van het logboek verwijderen"),
    }[soort]


def statusnaam(status: Voorstelstatus) -> str:
    """Where a proposal stands."""
    return {
        Voorstelstatus.WACHT: _("Wacht op een besluit"),
        Voorstelstatus.GOEDGEKEURD: _("Goedgekeurd"),
        Voorstelstatus.AFGEWEZEN: _("Afgewezen"),
        Voorstelstatus.UITGEVOERD: _("Uitgevoerd"),
    }[status]


def vertaald(weigering: Weigering) -> str:
    """A refusal of the service in the language of the reader; one that is not known here in its own words."""
    zinnen = {
        "De uitleg is te kort.": _("De uitleg is te kort. Schrijf in minstens %(aantal)s tekens wat er was.")
        % {"aantal": KORTSTE_UITLEG},
        "Dit alarm is al afgehandeld.": _("Dit alarm is al afgehandeld."),
        "Dit alarm gaat over jou; een ander handelt het af.": _(
            "Dit alarm gaat over jou; een ander handelt het af."
        ),
        "Deze noodtoegang is al beoordeeld.": _("Deze noodtoegang is al beoordeeld."),
        "Je kunt je eigen noodtoegang niet beoordelen.": _("Je kunt je eigen noodtoegang niet beoordelen."),
        "Over dit voorstel is al besloten.": _("Over dit voorstel is al besloten."),
        "Over je eigen voorstel besluit een ander.": _("Over je eigen voorstel besluit een ander."),
        "Met dit BSN is er niets te openen.": _(
            "Met dit BSN is er niets te openen. Controleer het nummer, of zoek eerst bij je eigen klanten. "
            "Deze vraag is vastgelegd."
        ),
        "Je probeerde dit te vaak in een uur.": _(
            "Je probeerde dit te vaak in een uur. Bel de privacy officer."
        ),
    }
    return zinnen.get(weigering.wat, str(weigering))


@dataclass(frozen=True)
class Blik:
    """A line of the log as a page shows it."""

    nummer: int
    op: datetime
    account: str
    rol: str
    organisatie: str
    doel: str
    wijze: str
    velden: str
    klant: UUID
    in_nood: bool


def blikken(regels: tuple[Logregel, ...]) -> list[Blik]:
    """Lines of the log in words."""
    namen = organisatienamen()
    return [
        Blik(
            regel.nummer,
            regel.op,
            regel.gebruiker,
            toegang.rolnaam(regel.rol),
            namen.get(regel.organisatie, ""),
            toegang.doelnaam(regel.doel),
            wijzenaam(regel.wijze),
            ", ".join(map(veldnaam, regel.velden)),
            regel.klant,
            regel.breekglas,
        )
        for regel in regels
    ]


def organisatienamen() -> dict[UUID, str]:
    """Every organisation by its id."""
    return {UUID(str(organisatie.id)): organisatie.naam for organisatie in toegang.organisaties()}
