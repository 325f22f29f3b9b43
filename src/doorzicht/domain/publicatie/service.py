"""The way from client records to a published uitgave.

1. `peil` freezes who stands in the register and in Sonar on the peildatum: pseudonymous rows with a hash.
2. `beslis` counts them and protects the tables of the whole country at once: one decision a quarter and policy.
3. `maak` writes down what will be printed for a region; `controleer`, `stel_vast` and `publiceer` move it on.
4. Readers get what was stored, never a new count.

The same peiling and policy always lead to the same uitgave, so that publishing again gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.gebied import service as gebieden
from doorzicht.domain.gebied.model import Arbeidsmarktregio
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.publicatie import render, store
from doorzicht.domain.publicatie.model import (
    Bescherming,
    Bevinding,
    Cel,
    Ernst,
    Klantsoort,
    Land,
    Landtabel,
    Peiling,
    Peilingrijen,
    Regiocijfers,
    Status,
    Trendpunt,
    Uitgave,
    UitgaveInhoud,
)
from doorzicht.domain.publicatie.rules.bescherming import bescherm
from doorzicht.domain.publicatie.rules.controles import controleer as controleer_tabellen
from doorzicht.domain.publicatie.rules.peiling import voeg_samen
from doorzicht.domain.publicatie.rules.telling import tel
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.getallen import procent
from doorzicht.foundation.kwartaal import Kwartaal

Voortgang = Callable[[int, int], None]
VEEL = 4
"""From so many uitgaven on it pays to start a process a core."""

_KLANTSOORT = {Organisatiesoort.GEMEENTE: Klantsoort.GEMEENTEKLANT, Organisatiesoort.UWV: Klantsoort.UWVKLANT}


# --- 1. freeze ---------------------------------------------------------------------------------


def peil(kwartaal: Kwartaal, door: str) -> Peiling:
    """Freeze the stand of a quarter on its last day; the rows of the quarter are replaced as a whole.

    The same records give the same hash, and then nothing changes. Raises Weigering for a quarter that is not over
    and for one in which nobody is known.
    """
    if kwartaal.peildatum > timezone.localdate():
        raise Weigering(
            f"Het {kwartaal.naam} is nog niet voorbij.", f"Peil het na {kwartaal.peildatum.isoformat()}."
        )
    with transaction.atomic():
        _wacht_op_beurt(f"peil {kwartaal}")
        rijen = _rijen(kwartaal)
        if not len(rijen):
            raise Weigering(
                f"Er zijn geen mensen bekend op {kwartaal.peildatum.isoformat()}.", "Lees eerst bestanden in."
            )
        return _bewaar_peiling(kwartaal, rijen, door)


def _bewaar_peiling(kwartaal: Kwartaal, rijen: Peilingrijen, door: str) -> Peiling:
    hash_ = store.hash_of(rijen)
    store.write_rijen(settings.PEILINGEN, kwartaal, rijen)
    bestaande = store.get_peiling(kwartaal)
    if bestaande is not None and bestaande.hash == hash_:
        return bestaande
    peiling = Peiling(hash_, kwartaal, len(rijen), timezone.now(), door, toegang.is_synthetisch())
    store.save_peiling(peiling)
    return peiling


def _rijen(kwartaal: Kwartaal) -> Peilingrijen:
    dag = kwartaal.peildatum
    met_profiel = klantprofielen.met_profiel(dag)
    pseudoniem = klanten.pseudoniemen(f"peiling {kwartaal}")
    return voeg_samen(
        register={pseudoniem(index): gemeente for index, gemeente in doelgroepregister.stand(dag)},
        klanten={
            pseudoniem(index): (_KLANTSOORT[soort], gemeente, klant in met_profiel)
            for klant, index, gemeente, soort in klanten.stand(dag)
        },
        gemeenten=[gemeente.code for gemeente in gebieden.indeling_op(dag).gemeenten],
    )


def get_peiling(kwartaal: Kwartaal) -> Peiling:
    """The peiling that counts for a quarter; raises Weigering when there is none."""
    peiling = store.get_peiling(kwartaal)
    if peiling is None:
        raise Weigering(f"Het {kwartaal.naam} is nog niet gepeild.", f"Doe eerst: doorzicht peil {kwartaal}.")
    return peiling


def _lees_rijen(peiling: Peiling) -> Peilingrijen:
    """The frozen rows, checked against the hash under which they were frozen."""
    rijen = store.read_rijen(settings.PEILINGEN, peiling)
    if store.hash_of(rijen) != peiling.hash:
        raise Weigering(
            f"De bevroren rijen van {peiling.kwartaal} zijn veranderd na het peilen.",
            "Zet het bestand terug uit een reservekopie; publiceer niet.",
        )
    return rijen


# --- 2. count and protect ----------------------------------------------------------------------


def beslis(kwartaal: Kwartaal, bescherming: Bescherming) -> tuple[int, Landtabel, tuple[Bevinding, ...]]:
    """The protected tables of a quarter for the whole country, and what the checks found; made once, then read."""
    peiling = get_peiling(kwartaal)
    with transaction.atomic():
        _wacht_op_beurt(f"beslis {peiling.hash}")
        bestaande = store.get_beslissing(peiling, bescherming)
        if bestaande is not None:
            return bestaande
        onbeschermd = tel(_lees_rijen(peiling), gebieden.indeling_op(kwartaal.peildatum))
        beschermd = bescherm(onbeschermd, bescherming)
        bevindingen = controleer_tabellen(onbeschermd, beschermd, _vorige(kwartaal), bescherming)
        return store.save_beslissing(peiling, bescherming, beschermd, bevindingen), beschermd, bevindingen


def _vorige(kwartaal: Kwartaal) -> Landtabel | None:
    peiling = store.get_peiling(kwartaal.vorige())
    if peiling is None:
        return None
    return tel(_lees_rijen(peiling), gebieden.indeling_op(peiling.kwartaal.peildatum))


# --- 3. the steps of an uitgave ----------------------------------------------------------------


def maak(kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, door: str) -> Uitgave:
    """Step 1: the concept of an uitgave; the one that exists already for this peiling and policy is given back."""
    beslissing, landtabel, _ = beslis(kwartaal, bescherming)
    with transaction.atomic():
        _wacht_op_beurt(f"uitgave {kwartaal} {regio_nummer}")
        bestaande = store.get_for_beslissing(beslissing, regio_nummer)
        if bestaande is not None:
            return bestaande
        versie = store.next_versie(kwartaal, regio_nummer)
        inhoud = _inhoud(get_peiling(kwartaal), regio_nummer, bescherming, landtabel, versie)
        return store.save_uitgave(
            Uitgave(kwartaal, regio_nummer, versie, Status.CONCEPT, inhoud, door), beslissing
        )


def controleer(kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, door: str) -> Uitgave:
    """Step 2: the checks were read; raises Weigering when one of them is an error."""
    beslissing, _, bevindingen = beslis(kwartaal, bescherming)
    fouten = [bevinding.tekst for bevinding in bevindingen if bevinding.ernst is Ernst.FOUT]
    if fouten:
        raise Weigering(
            f"De controle vond {len(fouten)} fouten: {' '.join(fouten[:3])}",
            "Herstel de gegevens en peil opnieuw.",
        )
    return _stap(beslissing, regio_nummer, lambda uitgave: uitgave.controleren(door))


def stel_vast(kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, door: str) -> Uitgave:
    """Step 3: the second signature, by another than the maker; raises VierOgen when it is the same.

    It is put under what will be printed, date and all: from here on the content does not change.
    """
    beslissing, _, _ = beslis(kwartaal, bescherming)
    return _stap(beslissing, regio_nummer, lambda uitgave: uitgave.vaststellen(door, timezone.localdate()))


def publiceer(
    kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, uit: Path | None = None
) -> Uitgave:
    """Step 4: out it goes, whole, and an older version is marked as rectified.

    With `uit` the files are written to that folder first. An uitgave that is out already keeps its bytes.
    """
    beslissing, _, _ = beslis(kwartaal, bescherming)
    with transaction.atomic():
        _wacht_op_beurt(f"uitgave {kwartaal} {regio_nummer}")
        uitgave = store.get_for_beslissing(beslissing, regio_nummer)
        if uitgave is None:
            raise Weigering("Deze uitgave is nog niet gemaakt.", "Maak haar eerst.")
        if uitgave.status not in (Status.GEPUBLICEERD, Status.GERECTIFICEERD):
            uitgave = uitgave.publiceren(timezone.now())
            _rectificeer_oudere(uitgave)
            store.save_uitgave(uitgave)
        if uit is not None:
            store.write_map(uit / uitgave_map(uitgave.inhoud), bestanden(uitgave.inhoud))
        return uitgave


def _rectificeer_oudere(uitgave: Uitgave) -> None:
    geldend = store.get_uitgave(uitgave.kwartaal, uitgave.regio_nummer)
    if geldend is not None:
        store.mark_gerectificeerd(geldend)


def _stap(beslissing: int, regio_nummer: int, stap: Callable[[Uitgave], Uitgave]) -> Uitgave:
    with transaction.atomic():
        uitgave = store.get_for_beslissing(beslissing, regio_nummer)
        if uitgave is None:
            raise Weigering("Deze uitgave is nog niet gemaakt.", "Maak haar eerst.")
        return store.save_uitgave(stap(uitgave))


def publiceer_regios(
    kwartaal: Kwartaal,
    regios: Sequence[int],
    bescherming: Bescherming,
    *,
    maker: str,
    vaststeller: str,
    uit: Path | None,
    voortgang: Voortgang,
) -> tuple[Uitgave, ...]:
    """All steps for some regions, each in its own transaction; with `uit` also their files.

    Steps that were taken before are not taken again, so a run that was killed can simply be started anew.
    """
    for regio_nummer in regios:
        zet_klaar(kwartaal, regio_nummer, bescherming, maker=maker, vaststeller=vaststeller)
    if uit is not None:
        beslissing, _, _ = beslis(kwartaal, bescherming)
        _maak_bestanden([_van(beslissing, regio_nummer).inhoud for regio_nummer in regios], voortgang)
    return tuple(publiceer(kwartaal, regio_nummer, bescherming, uit) for regio_nummer in regios)


def zet_klaar(
    kwartaal: Kwartaal, regio_nummer: int, bescherming: Bescherming, *, maker: str, vaststeller: str
) -> Uitgave:
    """Steps 1 to 3, as far as they were not taken yet."""
    uitgave = maak(kwartaal, regio_nummer, bescherming, maker)
    if uitgave.status is Status.CONCEPT:
        uitgave = controleer(kwartaal, regio_nummer, bescherming, maker)
    if uitgave.status is Status.GECONTROLEERD:
        uitgave = stel_vast(kwartaal, regio_nummer, bescherming, vaststeller)
    return uitgave


def _van(beslissing: int, regio_nummer: int) -> Uitgave:
    with transaction.atomic():
        uitgave = store.get_for_beslissing(beslissing, regio_nummer)
    if uitgave is None:
        raise Weigering("Deze uitgave is nog niet gemaakt.", "Maak haar eerst.")
    return uitgave


def _inhoud(
    peiling: Peiling, regio_nummer: int, bescherming: Bescherming, landtabel: Landtabel, versie: int
) -> UitgaveInhoud:
    indeling = gebieden.indeling_op(peiling.kwartaal.peildatum)
    if indeling.regio(regio_nummer) is None:
        raise Weigering(f"Regio {regio_nummer} bestaat niet.", "Kies een nummer van 1 tot en met 35.")
    land = _land(landtabel)
    tabel = next(tabel for tabel in landtabel.tabellen if tabel.regio_nummer == regio_nummer)
    hier = next(regio for regio in land.regios if regio.nummer == regio_nummer)
    return UitgaveInhoud(
        kwartaal=peiling.kwartaal,
        versie=versie,
        bescherming=bescherming,
        peiling_hash=peiling.hash,
        tabel=tabel,
        doelgroepregister=hier.doelgroepregister,
        bekend_procent=_procent(hier.cijfers.totaal, hier.doelgroepregister),
        land=land,
        trend=(*_eerdere_punten(peiling.kwartaal, regio_nummer), _punt(peiling.kwartaal, hier)),
        zonder_gemeente=landtabel.zonder_gemeente,
        toelichting=klantprofielen.toelichting(),
        uitgever=settings.UITGEVER,
        uitgegeven_op=timezone.localdate(),
        synthetisch=peiling.synthetisch,
    )


def _land(landtabel: Landtabel) -> Land:
    return Land(
        cijfers=landtabel.cijfers,
        doelgroepregister=landtabel.doelgroepregister_totaal,
        regios=tuple(
            Regiocijfers(tabel.regio_nummer, tabel.regio, tabel.totaal, register)
            for tabel, register in zip(landtabel.tabellen, landtabel.doelgroepregister, strict=True)
        ),
    )


def _procent(deel: Cel, geheel: Cel) -> int | None:
    return None if deel is None or geheel is None else procent(deel, geheel)


def _punt(kwartaal: Kwartaal, regio: Regiocijfers) -> Trendpunt:
    return Trendpunt(kwartaal, regio.cijfers, regio.doelgroepregister)


def _eerdere_punten(kwartaal: Kwartaal, regio_nummer: int) -> tuple[Trendpunt, ...]:
    """The quarters before this one that are out, as they were published: a trend never counts anew."""
    return tuple(
        Trendpunt(eerder.kwartaal, eerder.inhoud.tabel.totaal, eerder.inhoud.doelgroepregister)
        for eerder in store.list_geldend(regio_nummer=regio_nummer)
        if eerder.kwartaal < kwartaal
    )


# --- 4. files and reading ----------------------------------------------------------------------


def uitgave_map(inhoud: UitgaveInhoud) -> Path:
    """The folder of an uitgave: 2022-kw2/09-twente."""
    return Path(str(inhoud.kwartaal)) / regio_map(inhoud.tabel.regio_nummer, inhoud.tabel.regio)


def regio_map(nummer: int, naam: str) -> str:
    """A region in a path: 09-twente."""
    return f"{nummer:02d}-{slugify(naam.replace('/', ' '))}"


def bestanden(inhoud: UitgaveInhoud) -> dict[str, bytes]:
    """The files of an uitgave. They are made once and kept; a newer program does not change what went out."""
    bewaard = store.read_bestanden(settings.ARCHIEF, inhoud)
    if bewaard is None:
        bewaard = render.maak_bestanden(inhoud)
        store.keep_bestanden(settings.ARCHIEF, inhoud, bewaard)
    return bewaard


def _maak_bestanden(inhouden: Sequence[UitgaveInhoud], voortgang: Voortgang) -> None:
    """See to it that the files exist, on all cores when there are many; told how far it is."""
    nieuw = [inhoud for inhoud in inhouden if store.read_bestanden(settings.ARCHIEF, inhoud) is None]
    for gedaan, (inhoud, gemaakt) in enumerate(_op_alle_kernen(nieuw), start=1):
        store.keep_bestanden(settings.ARCHIEF, inhoud, gemaakt)
        voortgang(gedaan, len(nieuw))


def _op_alle_kernen(inhouden: Sequence[UitgaveInhoud]) -> Iterator[tuple[UitgaveInhoud, dict[str, bytes]]]:
    if len(inhouden) < VEEL:
        yield from ((inhoud, render.maak_bestanden(inhoud)) for inhoud in inhouden)
        return
    # A fresh process each: a forked one would share the connection with the database.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as kernen:
        yield from zip(inhouden, kernen.map(render.maak_bestanden, inhouden), strict=True)


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
    """The country in a quarter, as the newest uitgave of that quarter has it."""
    nieuwste = store.get_nieuwste(kwartaal)
    return nieuwste.inhoud.land if nieuwste else None


def geldende_bescherming(kwartaal: Kwartaal) -> Bescherming | None:
    """The protection under which a quarter went out last: one decision a quarter is the rule."""
    nieuwste = store.get_nieuwste(kwartaal)
    return nieuwste.inhoud.bescherming if nieuwste else None


def landtrend() -> tuple[Trendpunt, ...]:
    """The country through the quarters that are out, oldest first."""
    beelden = ((kwartaal, land(kwartaal)) for kwartaal in reversed(kwartalen()))
    return tuple(
        Trendpunt(kwartaal, beeld.cijfers, beeld.doelgroepregister) for kwartaal, beeld in beelden if beeld
    )


def alle_regios(kwartaal: Kwartaal) -> tuple[Arbeidsmarktregio, ...]:
    """The regions on the map of a quarter."""
    return gebieden.indeling_op(kwartaal.peildatum).regios


def _wacht_op_beurt(naam: str) -> None:
    """Two programs at the same work take turns; ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [naam])
