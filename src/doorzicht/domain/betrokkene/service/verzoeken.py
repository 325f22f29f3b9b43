"""Lists of what was asked: by one klant, for himself; by all klanten of an organisation, for who has to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from doorzicht.domain.betrokkene import access, store
from doorzicht.domain.betrokkene.model import Correctieverzoek
from doorzicht.domain.betrokkene.service.correcties import groep_van
from doorzicht.domain.betrokkene.service.inzage import eis
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klantprofiel import service as klantprofiel
from doorzicht.domain.klantprofiel.model import Klantbezwaar
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Kijkwijze, Relatie, Veldgroep


@dataclass(frozen=True)
class Verzoeken:
    """Requests and objections, with the names of who asked for whoever has to answer."""

    correcties: tuple[Correctieverzoek, ...]
    bezwaren: tuple[Klantbezwaar, ...]
    namen: Mapping[UUID, str | None] = field(default_factory=dict)


def verzoeken_van(wie: Handelende, klant: UUID) -> Verzoeken:
    """All that one klant asked."""
    with toegang.transactie(wie, "betrokkene.correctie") as handeling:
        eis(access.may_ask, wie, klant)
        gevraagd = store.verzoeken([klant])
        handeling.zie([klant], Kijkwijze.PAGINA, _groepen(gevraagd))
        return Verzoeken(gevraagd, klantprofiel.bezwaren_van([klant]), klanten.namen_van([klant]))


def open_verzoeken(wie: Handelende) -> Verzoeken:
    """What klanten of his organisation asked and nobody answered yet, the first to answer first."""
    with toegang.transactie(wie, "betrokkene.verzoeken") as handeling:
        toegang.require(access.may_see_verzoeken(wie, Relatie.GEEN))
        wachtend = store.klanten_met_open_verzoek() | klantprofiel.klanten_met_open_bezwaar()
        eigen = [klant for klant in sorted(wachtend) if store.relatie(klant) is Relatie.EIGEN]
        gevraagd = tuple(verzoek for verzoek in store.verzoeken(eigen) if verzoek.is_open)
        for groepen, zij in _met_dezelfde_groepen(eigen, gevraagd).items():
            handeling.zie(zij, Kijkwijze.LIJST, groepen)
        return Verzoeken(
            gevraagd,
            tuple(bezwaar for bezwaar in klantprofiel.bezwaren_van(eigen) if bezwaar.wacht),
            klanten.namen_van(eigen),
        )


def _groepen(gevraagd: Iterable[Correctieverzoek]) -> tuple[Veldgroep, ...]:
    """Whose name it is, what he objects to, and the group of every field of which a request tells what it is."""
    altijd = {Veldgroep.IDENTITEIT, Veldgroep.PROFIEL}
    gezien = altijd | {groep_van(verzoek.veld) for verzoek in gevraagd}
    return tuple(groep for groep in Veldgroep if groep in gezien)


def _met_dezelfde_groepen(
    wie: Iterable[UUID], gevraagd: Iterable[Correctieverzoek]
) -> dict[tuple[Veldgroep, ...], list[UUID]]:
    """Klanten together of whom the same is seen, so that a long list is a few statements and not one a klant."""
    van: dict[UUID, list[Correctieverzoek]] = {klant: [] for klant in wie}
    for verzoek in gevraagd:
        van[verzoek.klant].append(verzoek)
    samen: dict[tuple[Veldgroep, ...], list[UUID]] = {}
    for klant, verzoeken in van.items():
        samen.setdefault(_groepen(verzoeken), []).append(klant)
    return samen
