"""What is true of roles: who manages whose people, which role can be proposed, and when it holds.

Pure: the day and everything that is known are arguments. Whether somebody may act at all stands in access.py; here
stands what he may do it to.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from doorzicht.domain.toegang.model import (
    ROLLEN_BIJ,
    Afwezigheid,
    Gebruiker,
    GebruikerId,
    Handelende,
    Organisatie,
    Organisatiesoort,
    Rol,
    Rolstatus,
    Roltoekenning,
)
from doorzicht.foundation.errors import Weigering

ONDER_UWV = frozenset(
    {
        Organisatiesoort.UWV_KANTOOR,
        Organisatiesoort.WSP,
        Organisatiesoort.WERKGEVER,
        Organisatiesoort.INTERMEDIAIR,
    }
)
"""Kinds whose people a beheerder of UWV manages too: its offices, the counters it runs with gemeenten, and those who
come to it from outside. A gemeente keeps its own people, and nobody of UWV gets in between."""

_TOEZICHT = frozenset({Rol.PRIVACY_OFFICER, Rol.AUDITOR})


def beheert(wie: Handelende, organisatie: Organisatie) -> bool:
    """Whether these are his people: of his own organisation, or of one that UWV manages."""
    if organisatie.id == wie.organisatie:
        return wie.rol in (Rol.BEHEERDER, Rol.TEAMLEIDER)
    return wie.rol is Rol.BEHEERDER and wie.soort is Organisatiesoort.UWV and organisatie.soort in ONDER_UWV


def rollen_bij(soort: Organisatiesoort) -> tuple[Rol, ...]:
    """The roles that people can be given there; a klant is never made a klant by a beheerder."""
    return tuple(rol for rol in Rol if rol is not Rol.KLANT and soort in ROLLEN_BIJ[rol])


def eis_voorstel(
    door: GebruikerId,
    wie: Gebruiker,
    bij: Organisatie,
    rol: Rol,
    rollen: Collection[Roltoekenning],
) -> None:
    """Hold a proposal against what is known of the person; raises Weigering. `rollen` are all of his."""
    if wie.account == door:
        raise Weigering(
            "Niemand geeft zichzelf een rol.", "Vraag een andere beheerder om dit voor te stellen."
        )
    if wie.is_klant or rol is Rol.KLANT:
        raise Weigering("Een account van een klant heeft geen andere rol.", "Maak een tweede account.")
    if wie.is_uitgeschakeld:
        raise Weigering("Dit account is uitgeschakeld.", "Zet het eerst weer aan.")
    if rol not in rollen_bij(bij.soort):
        raise Weigering("Deze rol bestaat niet bij deze organisatie.", "Kies een andere rol.")
    daar = {
        toekenning.rol for toekenning in rollen if toekenning.is_open and toekenning.organisatie.id == bij.id
    }
    if rol in daar:
        raise Weigering(
            "Deze persoon heeft deze rol al, of de rol wacht op een besluit.", "Er is niets veranderd."
        )
    if botst(rol, daar):
        raise Weigering(
            "Wie accounts beheert, houdt niet ook toezicht bij dezelfde organisatie.",
            "Geef deze rol aan iemand anders, of beëindig eerst de andere rol.",
        )


def botst(rol: Rol, met: Collection[Rol]) -> bool:
    """Whether a role does not go with others at one organisation: supervision looks at what a beheerder does."""
    if rol is Rol.BEHEERDER:
        return bool(_TOEZICHT & set(met))
    return rol in _TOEZICHT and Rol.BEHEERDER in met


def geldt(rol: Roltoekenning, dag: date, afwezigheden: Collection[Afwezigheid] = ()) -> bool:
    """Whether somebody can act in this role on a day: granted, begun, not ended, and he is there."""
    loopt = rol.van <= dag and (rol.tot is None or dag < rol.tot)
    weg = any(
        weg.gebruiker == rol.gebruiker.account and weg.organisatie == rol.organisatie.id and weg.omvat(dag)
        for weg in afwezigheden
    )
    return (
        rol.status is Rolstatus.TOEGEKEND
        and loopt
        and not weg
        and not rol.gebruiker.is_uitgeschakeld
        and not rol.organisatie.is_gesloten(dag)
    )


def eis_beheerder_blijft(rol: Roltoekenning, andere: int) -> None:
    """Nobody takes away the last beheerder of an organisation that no other one manages; raises Weigering.

    `andere` is how many other people hold that role there. What UWV manages is never without.
    """
    if rol.rol is Rol.BEHEERDER and andere == 0 and rol.organisatie.soort not in ONDER_UWV:
        raise Weigering(
            "Dit is de laatste functioneel beheerder van deze organisatie.",
            "Laat eerst een ander functioneel beheerder worden. Dan kan deze rol eindigen.",
        )


def eis_vervanger(
    wie: GebruikerId, rollen: Collection[Rol], vervanger: GebruikerId, zijn: Collection[Rol]
) -> None:
    """Standing in gives no right that he did not have: under his own account, in a role he holds there himself.

    `rollen` and `zijn` are the roles that both hold at the organisation; raises Weigering.
    """
    if vervanger == wie:
        raise Weigering("Niemand vervangt zichzelf.", "Kies een collega.")
    nodig = Rol.KLANTMANAGER in rollen
    if (nodig and Rol.KLANTMANAGER not in zijn) or not set(rollen) & set(zijn):
        raise Weigering(
            "Deze collega heeft zelf niet de rol die nodig is.",
            "Kies een collega met dezelfde rol, of stel die rol eerst voor.",
        )


def eis_periode(van: date, tot: date | None, vandaag: date) -> None:
    """A period that can still begin, and ends after it began; raises Weigering."""
    if van < vandaag:
        raise Weigering("De eerste dag is al voorbij.", "Kies vandaag of later.")
    if tot is not None and tot <= van:
        raise Weigering("De laatste dag ligt voor de eerste.", "Kies een latere laatste dag.")
