"""How long is kept: who is told that his data will be erased, and who is proposed for it.

1. `kondig_aan`: whoever may be erased within thirty days is told; who came back meanwhile no longer.
2. `stel_voor`: one person proposes all whose day has come. He sees a number, never a name.
3. Another person, who is logged in, approves or refuses among the proposals (toegang.besluit_vierogen); the database
   refuses the proposer. Only then `wissen.voer_uit` can be called.
4. `ruim_op`: what access keeps of logging in and supervision goes when its time is over; nobody has to agree on that.

Runs as the owner: the rows of somebody who left are in nobody's reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from doorzicht.domain.betrokkene import access, store
from doorzicht.domain.betrokkene.model import Verzameling, Wisronde
from doorzicht.domain.betrokkene.rules.bewaartermijn import (
    ALS_DE_KLANT,
    ALS_HET_REGISTER,
    TERMIJNEN,
    Bewaartermijn,
    bewaard_tot,
    dag_van_wissen,
    is_verteld,
    laatste_einde,
    mag_gewist,
    wordt_aangekondigd,
)
from doorzicht.domain.betrokkene.rules.ronde import afdruk
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Relatie, Vierogensoort
from doorzicht.foundation.errors import Weigering

Perioden = Callable[[], Iterator[tuple[UUID, list[tuple[date, date | None]]]]]
_BRON: dict[Verzameling, tuple[Perioden, Bewaartermijn]] = {
    Verzameling.KLANTEN: (klanten.bewaarden, ALS_DE_KLANT),
    Verzameling.REGISTER: (doelgroepregister.bewaarden, ALS_HET_REGISTER),
}


def kondig_aan() -> dict[Verzameling, int]:
    """Tell everybody whose time comes; returns how many were told now, of each verzameling."""
    vandaag = timezone.localdate()
    aantallen = {}
    with transaction.atomic():
        store.sluit_invoer_uit()
        for verzameling in Verzameling:
            vertrokken, verteld = _vertrokken(verzameling), store.aankondigingen(verzameling)
            niet_meer = {
                persoon for persoon, dag in verteld.items() if not is_verteld(dag, vertrokken.get(persoon))
            }
            store.trek_aankondigingen_in(verzameling, niet_meer)
            nieuw = {
                persoon: dag_van_wissen(dag, vandaag)
                for persoon, dag in vertrokken.items()
                if wordt_aangekondigd(dag, vandaag) and (persoon not in verteld or persoon in niet_meer)
            }
            store.kondig_aan(verzameling, nieuw, vandaag)
            aantallen[verzameling] = len(nieuw)
    return aantallen


def stel_voor(wie: Handelende) -> Wisronde:
    """Propose to erase everybody whose day has come."""
    toegang.require(access.may_propose_wissen(wie, Relatie.GEEN))
    with transaction.atomic():
        store.sluit_invoer_uit()
        for oud in toegang.afgehandelde_voorstellen(Vierogensoort.VERWIJDERING):
            store.sluit_ronde(UUID(oud.inhoud["ronde"]))
        personen = {verzameling: te_wissen(verzameling) for verzameling in Verzameling}
        aantal = sum(map(len, personen.values()))
        if not aantal:
            raise Weigering(
                "Er is niemand om te wissen.", "Kondig eerst aan, en wacht tot de dag is gekomen."
            )
        ronde = uuid4()
        for verzameling, ids in personen.items():
            store.draag_voor(ronde, verzameling, ids)
        inhoud = {"ronde": str(ronde), "afdruk": afdruk(personen)}
        voorstel = toegang.stel_voor(wie, Vierogensoort.VERWIJDERING, inhoud, aantal)
    return Wisronde(voorstel, aantal, wie.gebruiker)


def ruim_op() -> dict[str, int]:
    """Take away what access kept as long as its bewaartermijn says; returns how many rows, of each table."""
    vandaag = timezone.localdate()
    voor = {tabel: _begin(bewaard_tot(TERMIJNEN[tabel], vandaag)) for tabel in toegang.VERLOPEN}
    with transaction.atomic():
        return toegang.ruim_verlopen_op(voor)


def te_wissen(verzameling: Verzameling) -> set[UUID]:
    """Who may be erased today."""
    vandaag, verteld = timezone.localdate(), store.aankondigingen(verzameling)
    return {
        persoon
        for persoon, dag in _vertrokken(verzameling).items()
        if mag_gewist(dag, verteld.get(persoon), vandaag)
    }


def _begin(dag: date) -> datetime:
    return datetime.combine(dag, time(), tzinfo=timezone.get_current_timezone())


def _vertrokken(verzameling: Verzameling) -> dict[UUID, date]:
    """Of everybody who left: the day from which the rule lets him be erased."""
    bewaarden, termijn = _BRON[verzameling]
    dagen = ((persoon, termijn.wissen_vanaf(laatste_einde(perioden))) for persoon, perioden in bewaarden())
    return {persoon: dag for persoon, dag in dagen if dag is not None}
