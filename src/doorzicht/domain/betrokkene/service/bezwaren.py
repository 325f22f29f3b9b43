"""Objections of a klant against a use of his data (AVG 21), and the answer of his organisation.

1. The klant objects. Against being shown to employers it holds at once, without anybody's decision.
2. On the rest the organisation decides: it stops, or goes on for grounds that it gives.
3. The klant can take it back.
The rows stand with klantprofiel, where the verkenner's release reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils import timezone

from doorzicht.domain.betrokkene import access
from doorzicht.domain.betrokkene.rules.verzoek import lees_uitleg
from doorzicht.domain.betrokkene.service.inzage import eis
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klantprofiel import service as klantprofiel
from doorzicht.domain.klantprofiel.model import Klantbezwaar, NietMeerOpen, Verwerking
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Kijkwijze, Regel, Veldgroep
from doorzicht.foundation.errors import Weigering

_VRAGEN, _BESLUITEN = "betrokkene.bezwaar", "betrokkene.bezwaar-besluiten"


def maak_bezwaar(wie: Handelende, klant: UUID, verwerking: Verwerking, reden: str) -> Klantbezwaar:
    """Object to a use of his data."""
    gelezen = lees_uitleg(reden, verplicht=not verwerking.stopt_meteen)
    nieuw = Klantbezwaar.maken(klant, verwerking, gelezen, timezone.now())
    with toegang.transactie(wie, _VRAGEN) as handeling:
        eis(access.may_ask, wie, klant)
        handeling.zie([klant], Kijkwijze.WIJZIGING, [Veldgroep.PROFIEL])
        klantprofiel.leg_bezwaar_vast(nieuw)
    return nieuw


def trek_bezwaar_in(wie: Handelende, nummer: UUID) -> Klantbezwaar:
    """Take an objection back."""
    with _stap(wie, _VRAGEN, access.may_ask, nummer) as bezwaar:
        ingetrokken = bezwaar.intrekken(timezone.now())
        klantprofiel.werk_bezwaar_bij(ingetrokken)
    return ingetrokken


def lees_bezwaar(wie: Handelende, nummer: UUID) -> tuple[Klantbezwaar, str | None]:
    """One objection with the name of the klant, for whoever decides on it."""
    with toegang.transactie(wie, _BESLUITEN) as handeling:
        bezwaar = _vind(nummer)
        eis(access.may_answer, wie, bezwaar.klant)
        handeling.zie([bezwaar.klant], Kijkwijze.PAGINA, [Veldgroep.IDENTITEIT, Veldgroep.PROFIEL])
        return bezwaar, klanten.namen_van([bezwaar.klant]).get(bezwaar.klant)


def beslis_bezwaar(wie: Handelende, nummer: UUID, *, stopt: bool, besluit: str) -> Klantbezwaar:
    """Stop this use of his data, or go on for grounds that are given."""
    gelezen = lees_uitleg(besluit)
    with _stap(wie, _BESLUITEN, access.may_answer, nummer) as bezwaar:
        stap = bezwaar.inwilligen if stopt else bezwaar.afwijzen
        besloten = stap(wie.gebruiker, timezone.now(), gelezen)
        klantprofiel.werk_bezwaar_bij(besloten)
    return besloten


@contextmanager
def _stap(wie: Handelende, naam: str, regel: Regel, nummer: UUID) -> Iterator[Klantbezwaar]:
    """One step of an objection, held against two people at once."""
    with toegang.transactie(wie, naam) as handeling:
        bezwaar = _vind(nummer)
        eis(regel, wie, bezwaar.klant)
        handeling.zie([bezwaar.klant], Kijkwijze.WIJZIGING, [Veldgroep.PROFIEL])
        try:
            yield bezwaar
        except NietMeerOpen as fout:
            raise Weigering(
                "Dit bezwaar is al afgehandeld.", "Kijk in de lijst hoe het ermee staat."
            ) from fout


def _vind(nummer: UUID) -> Klantbezwaar:
    gevonden = klantprofiel.vind_bezwaar(nummer)
    if gevonden is None:
        raise toegang.NietGevonden
    return gevonden
