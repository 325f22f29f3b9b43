"""The organisations that follow from a map, and what an import is told of them.

UWV, every gemeente, and an office of UWV and a WSP for every region. How many offices UWV has in a region is not
published in a form that could be used: one for each, and a beheerder adds others. Who comes and goes besides stands in
the list of organisations.
"""

from __future__ import annotations

from uuid import uuid4

from doorzicht.domain.gebied.model import Arbeidsmarktregio, Indeling
from doorzicht.domain.toegang.model import REGIONAAL, Organisatie, OrganisatieId, Organisatiesoort
from doorzicht.domain.toegang.rules.organisaties import CENTRUMGEMEENTEN
from doorzicht.domain.toegang.store import organisaties as store

_MET_KLANTEN = (Organisatiesoort.GEMEENTE, Organisatiesoort.UWV)


def organisaties() -> tuple[Organisatie, ...]:
    """Those with whom a klant can be registered: UWV and the gemeenten; some hundreds, whatever else there is."""
    return tuple(store.van_soorten(_MET_KLANTEN))


def is_ingericht() -> bool:
    """Whether the organisations were made from a map, the regional ones too."""
    return store.heeft(Organisatiesoort.WSP)


def zorg_voor_organisaties(indeling: Indeling) -> None:
    """See to it that everybody on a map is an organisation; what is there stays, but for the region of a gemeente."""
    bekend = store.van_soorten((*_MET_KLANTEN, *REGIONAAL))
    uwv = next((o for o in bekend if o.soort is Organisatiesoort.UWV), None)
    uwv = uwv or Organisatie(_id(), Organisatiesoort.UWV, "UWV")
    codes = {o.gemeente_code for o in bekend}
    plaatsen = {(o.soort, o.regio_nummer) for o in bekend}
    nieuw = [] if uwv in bekend else [uwv]
    nieuw += [
        Organisatie(
            _id(),
            Organisatiesoort.GEMEENTE,
            f"Gemeente {gemeente.naam}",
            gemeente.code,
            gemeente.regio_nummer,
        )
        for gemeente in indeling.gemeenten
        if gemeente.code not in codes
    ]
    nieuw += [
        organisatie
        for regio in indeling.regios
        for organisatie in _van_regio(regio, uwv.id)
        if (organisatie.soort, regio.nummer) not in plaatsen
    ]
    store.voeg_ontbrekende_toe(nieuw)
    store.zet_regios({gemeente.code: gemeente.regio_nummer for gemeente in indeling.gemeenten})
    store.zet_centrumgemeenten(CENTRUMGEMEENTEN.values())


def _van_regio(regio: Arbeidsmarktregio, uwv: OrganisatieId) -> tuple[Organisatie, Organisatie]:
    nummer = int(regio.nummer)
    return (
        Organisatie(_id(), Organisatiesoort.UWV_KANTOOR, f"UWV {regio.naam}", None, nummer, hoofd=uwv),
        Organisatie(_id(), Organisatiesoort.WSP, f"WerkgeversServicepunt {regio.naam}", None, nummer),
    )


def _id() -> OrganisatieId:
    return OrganisatieId(uuid4())
