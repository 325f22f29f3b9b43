"""Checks a sealed log: recomputes every seal and names what was done to lines and seals, by their numbers.

The file outside the database is believed first, when its own chain is whole: who can change every row of a database
cannot change what was written elsewhere before. A seal that stands in that file and not in the database is no alarm as
long as its lines are all there: sealing was cut off between the two (docs/decisions/0014).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain

from doorzicht.domain.toegang.model import Controle, Gat, Kop, Logboek, Schending, Schendingsoort, Zegel
from doorzicht.domain.toegang.rules.zegel import (
    breuken,
    hash_van_regels,
    inhoud_van,
    merk,
    nummer_van,
    ontleed,
)

Merken = Callable[[int], bytes]
"""Gives the marks of a seal, by its number; asked only where lines differ from it, when the stream has ended."""


def controleer(
    zegels: Sequence[Zegel],
    kop: Kop,
    regels: Mapping[Logboek, Iterable[bytes]],
    merken: Merken,
    klaar: Mapping[Logboek, int] | None = None,
) -> Controle:
    """Both logs against their seals, and the seals against the file outside; lines come in order of their number.

    `klaar` are the numbers up to which every line is there or never will be: what misses below them is a gap. A stream
    is begun only when the one before it has ended, so that all can come over one connection.
    """
    geldig, schendingen = keten(zegels, kop)
    in_database = {zegel.nummer for zegel in zegels}
    aantal = onverzegeld = 0
    gaten: list[Gat] = []
    for logboek, stroom in regels.items():
        eigen = [zegel for zegel in geldig if zegel.logboek is logboek]
        loop = _Loop(logboek, kop.vervallen, in_database, (klaar or {}).get(logboek, 0))
        loop.doorloop(eigen, stroom)
        schendingen += loop.schendingen(merken)
        aantal += loop.aantal
        onverzegeld += loop.onverzegeld
        gaten += loop.gaten
    return Controle(aantal, len(geldig), onverzegeld, kop.opgegeven, tuple(schendingen), tuple(gaten))


def ongelijk(nummers: Mapping[Logboek, Sequence[int]]) -> tuple[Schending, ...]:
    """What it says about a log when these lines of it have no match in the other."""
    return tuple(
        Schending(Schendingsoort.ONGELIJK, logboek, tuple(eigen))
        for logboek, eigen in nummers.items()
        if eigen
    )


def keten(zegels: Sequence[Zegel], kop: Kop) -> tuple[Sequence[Zegel], list[Schending]]:
    """The chain to believe, and what is wrong with the seals themselves."""
    if breuken(kop.zegels) or (zegels and not kop.zegels):
        gevonden = [Schending(Schendingsoort.KOPBESTAND, None, tuple(breuken(kop.zegels)))]
        if gebroken := breuken(zegels):
            gevonden.append(Schending(Schendingsoort.GEWIJZIGD, None, tuple(gebroken)))
        return zegels, gevonden
    laatste = max((zegel.nummer for zegel in zegels), default=0)
    verwacht = {zegel.nummer: _mark(zegel) for zegel in kop.zegels if zegel.nummer <= laatste}
    return kop.zegels, [
        Schending(soort, None, nummers)
        for soort, nummers in verschillen(verwacht, {zegel.nummer: _mark(zegel) for zegel in zegels})
    ]


def verschillen(
    verwacht: Mapping[int, bytes], gevonden: Mapping[int, bytes]
) -> Iterator[tuple[Schendingsoort, tuple[int, ...]]]:
    """What happened between two lists of marks by number: who moved, who traded places, who is gone, new or changed."""
    anders = {nummer for nummer in verwacht.keys() & gevonden if verwacht[nummer] != gevonden[nummer]}
    weg, nieuw = verwacht.keys() - gevonden, gevonden.keys() - verwacht
    komt_van = _moves({nummer: verwacht[nummer] for nummer in anders | weg}, gevonden, sorted(anders | nieuw))
    wissels = {
        frozenset((hier, daar)) for hier, daar in komt_van.items() if komt_van.get(daar) == hier != daar
    }
    in_wissel = {nummer for wissel in wissels for nummer in wissel}
    for wissel in sorted(map(sorted, wissels)):
        yield Schendingsoort.VERWISSELD, tuple(wissel)
    for soort, nummers in (
        (Schendingsoort.VERPLAATST, komt_van.keys() - in_wissel),
        (Schendingsoort.GEWIJZIGD, anders - komt_van.keys()),
        (Schendingsoort.TUSSENGEVOEGD, nieuw - komt_van.keys()),
        (Schendingsoort.VERWIJDERD, weg - set(komt_van.values())),
    ):
        if nummers:
            yield soort, tuple(sorted(nummers))


def _moves(
    ontheemd: Mapping[int, bytes], gevonden: Mapping[int, bytes], plekken: list[int]
) -> dict[int, int]:
    """Of each place whose text stood elsewhere before: where."""
    oude_plek: dict[bytes, list[int]] = {}
    for nummer in sorted(ontheemd, reverse=True):
        oude_plek.setdefault(ontheemd[nummer], []).append(nummer)
    komt_van = {}
    for plek in plekken:
        if van := oude_plek.get(gevonden[plek]):
            komt_van[plek] = van.pop()
    return komt_van


def _mark(zegel: Zegel) -> bytes:
    """A seal without its number, so that a seal that moved is recognised."""
    return zegel.vorige + inhoud_van(zegel) + zegel.hash


@dataclass(frozen=True)
class _Verschil:
    """A batch that is not as its seal says: how many lines there are now, and their marks."""

    zegel: Zegel
    aantal: int
    merken: bytes


@dataclass
class _Loop:
    """One walk along the lines of one log, seal by seal; keeps the marks of batches that differ, for all together."""

    logboek: Logboek
    vervallen: frozenset[int]
    in_database: set[int]
    klaar: int = 0
    aantal: int = 0
    onverzegeld: int = 0
    hoogste: int = 0
    anders: list[_Verschil] = field(default_factory=list)
    gaten: list[Gat] = field(default_factory=list)

    def doorloop(self, zegels: Sequence[Zegel], stroom: Iterable[bytes]) -> None:
        """Take the lines of each seal in turn; what is left over was not sealed yet."""
        regels = iter(stroom)
        volgende = next(regels, None)
        for zegel in zegels:
            stapel = []
            while volgende is not None and nummer_van(volgende) <= zegel.tot:
                stapel.append(volgende)
                volgende = next(regels, None)
            self.aantal += len(stapel)
            self._hold(zegel, stapel)
        if volgende is not None:
            self.hoogste = nummer_van(volgende)
            regels = chain([volgende], regels)
        self._staart(zegels[-1].tot if zegels else 0, regels)

    def _staart(self, vorige: int, regels: Iterable[bytes]) -> None:
        """Count what is under no seal yet, and keep the numbers that miss in it, up to the last that was drawn."""
        for regel in regels:
            self.onverzegeld += 1
            nummer = nummer_van(regel)
            self._keep_gap(vorige, nummer - 1)
            vorige = max(vorige, nummer)
        self._keep_gap(vorige, self.klaar)

    def _keep_gap(self, na: int, tot: int) -> None:
        einde = min(tot, self.klaar)
        if einde > na:
            self.gaten.append(Gat(self.logboek, na + 1, einde))

    def schendingen(self, merken: Merken) -> list[Schending]:
        """What was found; lines that miss up to the very end were cut off."""
        verwacht: dict[int, bytes] = {}
        gevonden: dict[int, bytes] = {}
        zonder_merken = []
        for verschil in self.anders:
            oude = merken(verschil.zegel.nummer)
            if sha256(oude).digest() == verschil.zegel.merkhash:
                verwacht.update(ontleed(oude))
                gevonden.update(ontleed(verschil.merken))
            else:
                zonder_merken.append(Schending(self._by_count(verschil), None, (verschil.zegel.nummer,)))
        return [
            Schending(soort, self.logboek, nummers)
            for gebeurd in verschillen(verwacht, gevonden)
            for soort, nummers in self._tail(*gebeurd)
        ] + zonder_merken

    def _hold(self, zegel: Zegel, stapel: list[bytes]) -> None:
        """Hold a batch against its seal."""
        if stapel:
            self.hoogste = nummer_van(stapel[-1])
        is_weg = zegel.nummer in self.vervallen and not stapel
        if not is_weg and hash_van_regels(stapel) != zegel.regels:
            self.anders.append(_Verschil(zegel, len(stapel), b"".join(map(merk, stapel))))

    def _by_count(self, verschil: _Verschil) -> Schendingsoort:
        """Without marks only the count can tell what was done."""
        if verschil.zegel.nummer not in self.in_database:
            return Schendingsoort.AFGEKAPT
        if verschil.aantal == verschil.zegel.aantal:
            return Schendingsoort.GEWIJZIGD
        minder = verschil.aantal < verschil.zegel.aantal
        return Schendingsoort.VERWIJDERD if minder else Schendingsoort.TUSSENGEVOEGD

    def _tail(
        self, soort: Schendingsoort, nummers: tuple[int, ...]
    ) -> Iterator[tuple[Schendingsoort, tuple[int, ...]]]:
        """Lines that miss, split into those at the very end, behind which nothing stands, and the others."""
        staart = tuple(nummer for nummer in nummers if nummer > self.hoogste)
        if soort is not Schendingsoort.VERWIJDERD or not staart:
            yield soort, nummers
            return
        yield Schendingsoort.AFGEKAPT, staart
        if midden := nummers[: len(nummers) - len(staart)]:
            yield soort, midden
