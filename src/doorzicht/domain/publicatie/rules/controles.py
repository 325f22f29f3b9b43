"""What is looked at before a quarter may be vastgesteld: the figures, their protection, the quarter before.

A fout stops the uitgave; a let-op asks somebody to look and to say that it is right. Pure: it compares tables
and never mends them. Texts name places and numbers, never a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from doorzicht.domain.publicatie.model import (
    Beleid,
    Bescherming,
    Bevinding,
    Cel,
    Ernst,
    Landtabel,
    Tabel,
)
from doorzicht.domain.publicatie.rules.bescherming import audit
from doorzicht.domain.publicatie.rules.bescherming.afronden import BASIS
from doorzicht.domain.publicatie.rules.bescherming.audit import SluitNiet
from doorzicht.domain.publicatie.rules.bescherming.rooster import KOLOMMEN, leg_uit, open_sommen, plaatsnamen
from doorzicht.foundation.getallen import duizendtal, procent


@dataclass(frozen=True)
class Grenzen:
    """When a difference with the quarter before is a jump: more than both of these. A setting."""

    sprong_procent: int = 25
    sprong_personen: int = 50


def controleer(
    onbeschermd: Landtabel,
    beschermd: Landtabel,
    vorige: Landtabel | None,
    bescherming: Bescherming,
    grenzen: Grenzen = Grenzen(),  # frozen, so shared without harm
) -> tuple[Bevinding, ...]:
    """All findings, errors first. `vorige` is the quarter before, protected or not; None when there is none."""
    gevonden = [
        *_sommen(onbeschermd, "geteld"),
        *_sommen(beschermd, "beschermd"),
        *_negatief(onbeschermd),
        *_afwijkingen(onbeschermd, beschermd, bescherming),
        *_lekken(beschermd, bescherming),
        *_register(onbeschermd),
        *_aandelen(onbeschermd, beschermd),
        *_lege_gemeenten(onbeschermd),
        *_zonder_gemeente(onbeschermd, beschermd),
        *(() if vorige is None else _tegen_vorige(onbeschermd, vorige, grenzen)),
    ]
    return tuple(sorted(gevonden, key=lambda bevinding: bevinding.ernst is not Ernst.FOUT))


def _fout(code: str, tekst: str) -> Bevinding:
    return Bevinding(Ernst.FOUT, code, tekst)


def _let_op(code: str, tekst: str) -> Bevinding:
    return Bevinding(Ernst.LET_OP, code, tekst)


def _sommen(land: Landtabel, welke: str) -> Iterator[Bevinding]:
    namen = plaatsnamen(land)
    for totaal in open_sommen(leg_uit(land)):
        yield _fout(
            f"som-{welke}",
            f"{namen[totaal]}: de delen tellen niet op tot dit totaal ({welke}). Tel de peiling opnieuw.",
        )


def _negatief(land: Landtabel) -> Iterator[Bevinding]:
    rooster, namen = leg_uit(land), plaatsnamen(land)
    for cel in (rooster.waarden < 0).nonzero()[0]:
        yield _fout("aandeel", f"{namen[cel]}: een aantal onder nul, dus een aandeel buiten 0 tot 100%.")


def _afwijkingen(
    onbeschermd: Landtabel, beschermd: Landtabel, bescherming: Bescherming
) -> Iterator[Bevinding]:
    """A figure that is shown is the counted one, or its rounding: never something else."""
    geteld, getoond, namen = leg_uit(onbeschermd), leg_uit(beschermd), plaatsnamen(onbeschermd)
    speling = BASIS - 1 if bescherming.beleid is Beleid.AFGEROND_5 else 0
    if len(geteld.waarden) != len(getoond.waarden):
        yield _fout("afwijking", "De beschermde tabellen hebben andere rijen dan de getelde tabellen.")
        return
    anders = ~getoond.verborgen & (abs(geteld.waarden - getoond.waarden) > speling)
    for cel in anders.nonzero()[0]:
        yield _fout("afwijking", f"{namen[cel]}: het getoonde aantal past niet bij het getelde aantal.")


def _lekken(beschermd: Landtabel, bescherming: Bescherming) -> Iterator[Bevinding]:
    try:
        lekken = audit(beschermd, bescherming)
    except SluitNiet:
        yield _fout(
            "bescherming", "De getoonde aantallen spreken elkaar tegen. Bescherm de tabellen opnieuw."
        )
        return
    for lek in lekken:
        yield _fout(
            "bescherming",
            f"{lek.plaats}: dit aantal is niet genoeg beschermd; een lezer kan het te precies terugrekenen.",
        )


def _register(land: Landtabel) -> Iterator[Bevinding]:
    """For the country this cannot be: who counts stands in the register. Within a region addresses may differ."""
    bekend = (land.cijfers.totaal or 0) + (land.zonder_gemeente or 0)
    if bekend > (land.doelgroepregister_totaal or 0):
        yield _fout(
            "register-kleiner", "Nederland: in Sonar tellen meer mensen dan er in het register staan."
        )
    for tabel, register in zip(land.tabellen, land.doelgroepregister, strict=True):
        if (tabel.totaal.totaal or 0) > (register or 0):
            yield _let_op(
                "register-kleiner",
                f"{tabel.regio}: in Sonar tellen {_getal(tabel.totaal.totaal)} mensen, in het register staan er "
                f"{_getal(register)}. Kijk of de woongemeente in het register bekend is.",
            )


def _aandelen(onbeschermd: Landtabel, beschermd: Landtabel) -> Iterator[Bevinding]:
    """A percentage above 100 that only the rounding makes."""
    for tabel in beschermd.tabellen:
        getoond = beschermd.bekend_procent(tabel.regio_nummer)
        geteld = onbeschermd.bekend_procent(tabel.regio_nummer)
        if getoond is not None and getoond > 100 and (geteld or 0) <= 100:
            yield _let_op("aandeel", f"{tabel.regio}: door het afronden staat er dat {getoond}% bekend is.")


def _lege_gemeenten(land: Landtabel) -> Iterator[Bevinding]:
    for tabel in land.tabellen:
        leeg = [regel.gemeente for regel in tabel.regels if not regel.cijfers.totaal]
        if leeg:
            yield _let_op(
                "gemeente-zonder-klanten", f"{tabel.regio}: geen klanten geteld in {', '.join(leeg)}."
            )


def _zonder_gemeente(onbeschermd: Landtabel, beschermd: Landtabel) -> Iterator[Bevinding]:
    if onbeschermd.zonder_gemeente:
        yield _let_op(
            "zonder-gemeente",
            f"Klanten van wie we de woongemeente niet kennen: {duizendtal(onbeschermd.zonder_gemeente)}. "
            f"Zij staan in geen tabel; de toelichting zegt: {_getal(beschermd.zonder_gemeente)}.",
        )


def _tegen_vorige(nu: Landtabel, vorige: Landtabel, grenzen: Grenzen) -> Iterator[Bevinding]:
    toen = {tabel.regio_nummer: tabel for tabel in vorige.tabellen}
    register_toen = dict(zip(toen, vorige.doelgroepregister, strict=True))
    for tabel, register in zip(nu.tabellen, nu.doelgroepregister, strict=True):
        oud = toen.get(tabel.regio_nummer)
        if oud is None:
            yield _let_op("nieuwe-regio", f"{tabel.regio} stond niet in het vorige kwartaal.")
            continue
        yield from _andere_gemeenten(tabel, oud)
        yield from _sprongen(_reeksen(tabel, oud), grenzen)
        oud_register = register_toen[tabel.regio_nummer]
        yield from _sprongen([(f"{tabel.regio}, doelgroepregister", oud_register, register)], grenzen)


def _andere_gemeenten(nu: Tabel, toen: Tabel) -> Iterator[Bevinding]:
    namen_nu = {regel.gemeente_code: regel.gemeente for regel in nu.regels}
    namen_toen = {regel.gemeente_code: regel.gemeente for regel in toen.regels}
    for code in sorted(namen_nu.keys() - namen_toen.keys()):
        yield _let_op("nieuwe-gemeente", f"{namen_nu[code]} stond vorig kwartaal niet in {nu.regio}.")
    for code in sorted(namen_toen.keys() - namen_nu.keys()):
        yield _let_op("gemeente-weg", f"{namen_toen[code]} stond vorig kwartaal nog in {nu.regio}.")


def _reeksen(nu: Tabel, toen: Tabel) -> Iterator[tuple[str, Cel, Cel]]:
    """What is compared: every column of the region, and of every gemeente its total."""
    kolommen = zip(KOLOMMEN, toen.totaal.cellen(), nu.totaal.cellen(), strict=True)
    yield from ((f"{nu.regio}, {kolom}", was, is_nu) for kolom, was, is_nu in kolommen)
    oud = {regel.gemeente_code: regel.cijfers.totaal for regel in toen.regels}
    for regel in nu.regels:
        yield f"{regel.gemeente}, totaal in Sonar", oud.get(regel.gemeente_code), regel.cijfers.totaal


def _sprongen(reeksen: Iterable[tuple[str, Cel, Cel]], grenzen: Grenzen) -> Iterator[Bevinding]:
    for naam, was, nu in reeksen:
        if was is None or nu is None or abs(nu - was) <= grenzen.sprong_personen:
            continue
        verschil = procent(abs(nu - was), was)
        if verschil is None or verschil > grenzen.sprong_procent:
            hoeveel = "" if verschil is None else f" ({'+' if nu > was else '-'}{verschil}%)"
            yield _let_op("sprong", f"{naam}: van {_getal(was)} naar {_getal(nu)}{hoeveel} in een kwartaal.")


def _getal(cel: Cel) -> str:
    return "te weinig om te noemen" if cel is None else duizendtal(cel)
