"""Attacks on who is in it: with the frozen rows or the published files in hand, but without a key.

The attacker knows every BSN that there is, the code, and how people like to make pseudonyms.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pikepdf
import pytest
from pytest_django.fixtures import Settings

from doorzicht.domain.doelgroepregister.tables import RegisterpersoonTable
from doorzicht.domain.klant.tables import KlantTable
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.model import Beleid, Bescherming
from doorzicht.foundation.kwartaal import Kwartaal
from doorzicht.infra import parquet
from tests.integration.publicatie.kleine_wereld import DOOR, Mens, breng_in, bsns

EERSTE, TWEEDE = Kwartaal(2022, 1), Kwartaal(2022, 2)
GUESSED_KEYS = (b"", b"geheim", b"doorzicht", b"peiling", b"peiling 2022-kw2", b"pseudonym:peiling 2022-kw2:")
HASHES = ("md5", "sha1", "sha256", "sha512", "blake2b")


@pytest.fixture
def wereld(kaart: None, settings: Settings, tmp_path: Path) -> list[Mens]:
    """Six people who are known in both quarters."""
    settings.PEILINGEN = tmp_path / "peilingen"
    settings.ARCHIEF = tmp_path / "archief"
    mensen = [Mens(bsn, profiel="15-01-2022") for bsn, _ in zip(bsns(), range(6), strict=False)]
    breng_in(mensen, tmp_path)
    return mensen


def pseudoniemen(kwartaal: Kwartaal, settings: Settings) -> set[bytes]:
    """What stands in the frozen rows of a quarter in the place of a person."""
    publicatie.peil(kwartaal, DOOR)
    bestand = next(path for path in Path(settings.PEILINGEN).iterdir() if str(kwartaal) in path.name)
    kolommen = parquet.read(bestand, ["pseudoniem"])
    return {rij.tobytes() for rij in kolommen["pseudoniem"]}


def guesses(bsn: str) -> Iterator[bytes]:
    """Pseudonyms as they are often made: a hash of the number, with or without a key that can be guessed."""
    for text, name in product((bsn.encode(), bsn.lstrip("0").encode(), int(bsn).to_bytes(4, "big")), HASHES):
        yield hashlib.new(name, text).digest()[:16]
        for key in GUESSED_KEYS:
            yield hmac.digest(key, text, name)[:16]
            yield hashlib.new(name, key + text).digest()[:16]


def test_hashing_every_bsn_finds_nobody(wereld: list[Mens], settings: Settings) -> None:
    bekend = pseudoniemen(TWEEDE, settings)
    assert len(bekend) == 6
    assert not {guess for mens in wereld for guess in guesses(mens.bsn)} & bekend


def test_this_attack_would_find_a_pseudonym_without_a_key() -> None:
    assert hashlib.sha256(b"900000000").digest()[:16] in set(guesses("900000000"))


def test_two_quarters_cannot_be_laid_side_by_side(wereld: list[Mens], settings: Settings) -> None:
    een, twee = pseudoniemen(EERSTE, settings), pseudoniemen(TWEEDE, settings)
    assert len(een) == len(twee) == 6
    assert not een & twee


def test_a_pseudonym_is_not_the_index_of_the_database(wereld: list[Mens], settings: Settings) -> None:
    index = {
        bytes(waarde)[:16]
        for tabel in (KlantTable, RegisterpersoonTable)
        for waarde in tabel.objects.values_list("bsn_index", flat=True)
    }
    assert len(index) >= 6
    assert not index & pseudoniemen(TWEEDE, settings)


def test_no_file_of_an_uitgave_holds_anything_of_a_person(
    wereld: list[Mens], settings: Settings, tmp_path: Path
) -> None:
    geheim = {mens.bsn.encode() for mens in wereld} | {b"Synthetisch Persoon"}
    for pseudoniem in pseudoniemen(TWEEDE, settings):
        geheim |= {pseudoniem, pseudoniem.hex().encode()}
    for klant in KlantTable.objects.all():
        geheim |= {str(klant.id).encode(), bytes(klant.bsn_index).hex().encode()}

    delen = list(published(tmp_path / "uit"))

    assert len(delen) > 20
    assert [naam for naam, inhoud in delen if any(stuk in inhoud for stuk in geheim)] == []


def published(uit: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of an uitgave of Twente, and what is packed in it."""
    publicatie.publiceer_regios(
        TWEEDE,
        [9],
        Bescherming(Beleid.ZOALS_GEPUBLICEERD),
        maker=DOOR,
        vaststeller="vaststeller",
        uit=uit,
        voortgang=lambda gedaan, totaal: None,
    )
    for bestand in (uit / "2022-kw2" / "09-twente").iterdir():
        inhoud = bestand.read_bytes()
        yield bestand.name, inhoud
        if inhoud.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
                yield from ((f"{bestand.name}/{naam}", archief.read(naam)) for naam in archief.namelist())
        if inhoud.startswith(b"%PDF"):
            with pikepdf.open(bestand) as pdf:
                yield from (
                    (f"{bestand.name}/{deel.objgen[0]}", deel.read_bytes())
                    for deel in pdf.objects
                    if isinstance(deel, pikepdf.Stream)
                )
