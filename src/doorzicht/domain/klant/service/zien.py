"""The ways to see klanten: a list, a search, one dossier, what changed in it.

Each is one transaction: how the klant stands to who asks is asked of the database, the rule decides, the look is
written down, and only then the fields that he may see are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.klant import access, store
from doorzicht.domain.klant.model import (
    VELDEN,
    Dossier,
    Filter,
    KlantId,
    Klantregel,
    Lijst,
    Periode,
    Wijziging,
)
from doorzicht.domain.klant.rules.geschiedenis import Versie, wijzigingen
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Kijkwijze, Logregel, Relatie, Veldgroep
from doorzicht.foundation.bsn import Bsn
from doorzicht.infra.crypto import KeyRing

PER_PAGINA = 25
IN_LIJST = (Veldgroep.IDENTITEIT, Veldgroep.CONTACT, Veldgroep.INSCHRIJVING, Veldgroep.WERK)
"""Groups of which something stands in a row of a list."""

_IN_DOSSIER = (*VELDEN, Veldgroep.INSCHRIJVING, Veldgroep.REGISTER)
"""What the dossier holds; its history and who looked are asked apart, the klantprofiel by the term above."""

_CIJFERS = re.compile(r"[0-9][0-9 .-]{5,12}[0-9]")
_LANGSTE_VRAAG = 80


def lijst(
    wie: Handelende,
    filter_: Filter,
    pagina: int = 1,
    *,
    per_pagina: int = PER_PAGINA,
    wijze: Kijkwijze = Kijkwijze.LIJST,
    hoogstens_laatste: bool = False,
) -> Lijst:
    """A page of one's own klanten; one past the last is empty, or is the last when that is what is asked."""
    with toegang.transactie(wie, "klant.lijst") as handeling:
        toegang.require(access.may_list(wie, Relatie.GEEN))
        vanaf = (pagina - 1) * per_pagina
        klanten, totaal = store.eigen(filter_, vanaf, per_pagina)
        if hoogstens_laatste and not klanten and pagina > 1:
            _eerste, totaal = store.eigen(filter_, 0, 1)
            pagina = max(1, -(-totaal // per_pagina))
            klanten, totaal = store.eigen(filter_, (pagina - 1) * per_pagina, per_pagina)
        return Lijst(_regels(handeling, klanten, wijze), totaal, pagina, per_pagina)


def zoek(wie: Handelende, vraag: str, *, wijze: Kijkwijze = Kijkwijze.ZOEK) -> Lijst:
    """Klanten by words of their name, or the one with this whole BSN; raises Weigering for a BSN that is none.

    A BSN is looked for under every index key, so that nobody is lost while one is being replaced.
    """
    woorden = tuple(vraag.lower().split())[:6]
    with toegang.transactie(wie, "klant.zoek") as handeling:
        toegang.require(access.may_search(wie, Relatie.GEEN))
        if _CIJFERS.fullmatch(vraag.strip()):
            gevonden = store.met_bsn(sleutels().indexes(Bsn.parse(vraag.strip()).nummer.encode()))
            klanten, totaal = ([gevonden], 1) if gevonden else ([], 0)
        elif woorden and len(vraag) <= _LANGSTE_VRAAG:
            klanten, totaal = store.eigen(Filter(woorden), 0, PER_PAGINA)
        else:
            klanten, totaal = [], 0
        return Lijst(_regels(handeling, klanten, wijze), totaal, 1, PER_PAGINA)


def dossier(wie: Handelende, klant: UUID, *, wijze: Kijkwijze = Kijkwijze.PAGINA) -> Dossier:
    """What who asks may see of one klant; raises NietGevonden for whom he does not reach, be he there or not."""
    with toegang.transactie(wie, "klant.dossier") as handeling:
        relatie = bereik(klant)
        toegang.require(access.may_see_dossier(wie, relatie))
        groepen = [groep for groep in Veldgroep if access.may_see_fields(wie, relatie, groep)]
        gezien = [groep for groep in groepen if groep in _IN_DOSSIER]
        in_nood = relatie is Relatie.BREEKGLAS
        handeling.zie([klant], wijze, gezien, [klant] if in_nood else ())
        return replace(_lees(klant, gezien), in_nood=in_nood)


def geschiedenis(
    wie: Handelende, klant: UUID, *, wijze: Kijkwijze = Kijkwijze.PAGINA
) -> tuple[str | None, tuple[Wijziging, ...]]:
    """The name of one klant, and what changed in his data, the latest first."""
    with toegang.transactie(wie, "klant.geschiedenis") as handeling:
        toegang.require(access.may_see_history(wie, bereik(klant)))
        handeling.zie([klant], wijze, [*VELDEN, Veldgroep.INSCHRIJVING])
        versies = (Versie(*versie) for versie in store.versies(klant))
        return _naam(klant), wijzigingen(versies, store.huidige(klant))


def om_te_wijzigen(wie: Handelende, klant: UUID) -> Dossier:
    """The dossier as it is before somebody changes it, for who may."""
    with toegang.transactie(wie, "klant.wijzigen") as handeling:
        toegang.require(access.may_change(wie, bereik(klant)))
        groepen = [Veldgroep.IDENTITEIT, Veldgroep.CONTACT, Veldgroep.WERK]
        handeling.zie([klant], Kijkwijze.PAGINA, groepen)
        return _lees(klant, groepen)


def wie_keek(wie: Handelende, klant: UUID) -> tuple[str | None, tuple[Logregel, ...]]:
    """The name of one klant, and who looked at him, the newest first; this look is the first of them."""
    with toegang.transactie(wie, "klant.wie-keek") as handeling:
        toegang.require(access.may_see_looks(wie, bereik(klant)))
        handeling.zie([klant], Kijkwijze.PAGINA, [Veldgroep.IDENTITEIT, Veldgroep.LOGBOEK])
        return _naam(klant), toegang.blikken(klant)


def bereik(klant: UUID) -> Relatie:
    """How a klant stands to who acts in this transaction; raises NietGevonden when he does not reach him."""
    relatie = store.relatie(klant)
    if relatie is None:
        raise toegang.NietGevonden
    return relatie


def sleutels() -> KeyRing:
    """The keys, as they are now."""
    return toegang.sleutelring()


def _regels(
    handeling: toegang.Handeling, klanten: Sequence[KlantId], wijze: Kijkwijze
) -> tuple[Klantregel, ...]:
    """The look is written down first; a klant whom the policies do not show after all is in no row."""
    if not klanten:
        return ()
    regels, in_nood = store.regels(klanten)
    handeling.zie((regel.id for regel in regels), wijze, IN_LIJST, in_nood)
    return tuple(regels)


def _naam(klant: UUID) -> str | None:
    """The name that stands above every page about him; the caller has logged the look."""
    gevonden, _versie, _index = store.velden(klant, ["naam"])
    naam: str | None = gevonden["naam"]
    return naam


def _lees(klant: UUID, groepen: Sequence[Veldgroep]) -> Dossier:
    eigen = [groep for groep in groepen if groep in VELDEN]
    waarden, versie, index = store.velden(klant, [naam for groep in eigen for naam in VELDEN[groep]])
    inschrijvingen, woonplaatsen = store.perioden(klant)
    return Dossier(
        KlantId(klant),
        versie,
        {groep: {naam: waarden[naam] for naam in VELDEN[groep]} for groep in eigen},
        inschrijvingen,
        woonplaatsen,
        _register(index) if Veldgroep.REGISTER in groepen else None,
    )


def _register(index: bytes) -> tuple[Periode, ...]:
    return tuple(
        Periode(grond.omschrijving, van, tot) for grond, van, tot in doelgroepregister.registraties(index)
    )
