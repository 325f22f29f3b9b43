"""People and roles as the pages of beheer show them: in words of the reader, with what can still be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Afwezigheid, Organisatiesoort, Rolstatus, Roltoekenning
from doorzicht.domain.toegang.service.medewerkers import Medewerker


@dataclass(frozen=True)
class Rolregel:
    """A role in words."""

    id: UUID
    account: str
    persoon: str
    persoon_id: UUID
    rol: str
    organisatie: str
    stand: str
    soort: str
    van: date
    tot: date | None
    voorgesteld_door: str
    door: str

    @property
    def kan_eindigen(self) -> bool:
        """Whether there is something to end."""
        return self.soort in ("geldt", "rust")


@dataclass(frozen=True)
class Afwezigregel:
    """An absence in words."""

    id: UUID
    organisatie: str
    van: date
    tot: date | None
    vervanger: str


@dataclass(frozen=True)
class Mensregel:
    """A person with his roles; `stand` is what matters of him now."""

    id: UUID
    account: str
    naam: str
    email: str
    is_demo: bool
    is_uit: bool
    is_nieuw: bool
    rollen: tuple[Rolregel, ...]
    eerder: tuple[Rolregel, ...]
    afwezig: tuple[Afwezigregel, ...]


def mens(medewerker: Medewerker, vandaag: date) -> Mensregel:
    """A person: what he is now first, what he was after it."""
    wie = medewerker.gebruiker
    regels = [rol(een, vandaag, medewerker.afwezigheden) for een in medewerker.rollen]
    namen = {een.organisatie.id: een.organisatie.naam for een in medewerker.rollen}
    return Mensregel(
        wie.id,
        wie.account,
        wie.naam,
        wie.email or "",
        wie.is_demo,
        wie.is_uitgeschakeld,
        not wie.heeft_wachtwoord,
        tuple(regel for regel in regels if regel.soort != "voorbij"),
        tuple(regel for regel in regels if regel.soort == "voorbij"),
        tuple(
            Afwezigregel(weg.id, namen.get(weg.organisatie, ""), weg.van, weg.tot, weg.vervanger or "")
            for weg in medewerker.afwezigheden
        ),
    )


def rol(toekenning: Roltoekenning, vandaag: date, weg: tuple[Afwezigheid, ...] = ()) -> Rolregel:
    """A role, with how it stands today."""
    soort, stand = _stand(toekenning, vandaag, weg)
    return Rolregel(
        toekenning.id,
        toekenning.gebruiker.account,
        toekenning.gebruiker.naam,
        toekenning.gebruiker.id,
        toegang.rolnaam(toekenning.rol),
        toekenning.organisatie.naam,
        stand,
        soort,
        toekenning.van,
        toekenning.tot,
        toekenning.voorgesteld_door,
        toekenning.beeindigd_door or toekenning.afgewezen_door or toekenning.toegekend_door or "",
    )


def soortnaam(soort: Organisatiesoort) -> str:
    """The name of a kind of organisation, of several."""
    return {
        Organisatiesoort.UWV: _("UWV"),
        Organisatiesoort.UWV_KANTOOR: _("Kantoren van UWV"),
        Organisatiesoort.GEMEENTE: _("Gemeenten"),
        Organisatiesoort.WSP: _("Werkgeversservicepunten"),
        Organisatiesoort.WERKGEVER: _("Werkgevers"),
        Organisatiesoort.INTERMEDIAIR: _("Intermediairs"),
    }[soort]


def _stand(toekenning: Roltoekenning, vandaag: date, weg: tuple[Afwezigheid, ...]) -> tuple[str, str]:
    match toekenning.status:
        case Rolstatus.VOORGESTELD:
            return "wacht", _("wacht op een ander")
        case Rolstatus.AFGEWEZEN:
            return "voorbij", _("afgewezen")
        case Rolstatus.BEEINDIGD:
            return "voorbij", _("beëindigd")
    if toekenning.tot is not None and toekenning.tot <= vandaag:
        return "voorbij", _("voorbij")
    if any(een.organisatie == toekenning.organisatie.id and een.omvat(vandaag) for een in weg):
        return "rust", _("rust: afwezig")
    if toekenning.van > vandaag:
        return "geldt", _("begint nog")
    return "geldt", _("geldt")
