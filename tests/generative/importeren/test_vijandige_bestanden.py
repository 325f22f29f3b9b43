"""Hundreds of damaged, cut, mixed-up and made-up files: every one is read or refused, never half, never with a crash.

How many is a setting (DOORZICHT_TEST_VIJANDIG); the figure of ten thousand is shown with 10000.
"""

from __future__ import annotations

import io
import os
import random
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.doelgroepregister.model import KOLOMMEN
from doorzicht.domain.doelgroepregister.tables import RegisterpersoonTable
from doorzicht.domain.klant.model import SONAR_KOLOMMEN
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Opdracht, Uitslag
from tests.invoerbestanden import als_csv, bsns, register_rij, schrijf_xlsx, sonar_rij

AANTAL = int(os.environ.get("DOORZICHT_TEST_VIJANDIG", "240"))
MAX_EXTRA_KB = 200_000
BSNS = [bsn for bsn, _ in zip(bsns(), range(4), strict=False)]
KIEMEN = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"%PDF",
    b"<?xml version='1.0'?>",
    b"",
)
GIF = (
    b"\x00",
    b'"',
    b'""";;;',
    b"\r\n\r",
    b"\xff",
    b"\xed\xa0\x80",
    b"=cmd|' /C calc'!A0",
    b"99999999999999999999",
    "\u202e\u0000é".encode(),
    b"<!DOCTYPE x>",
    b'r="XFD1048576"',
    b'r="A1048576"',
    b"A" * 5000,
    b"\\N\t\\.\n",
    b"\\.\n",
    b"1e308",
    b"NaN",
    b"-0",
)


@pytest.fixture(scope="module")
def voorbeelden(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Good files to spoil: an export and a register, as CSV and as a workbook."""
    klanten, mensen = [sonar_rij(bsn) for bsn in BSNS], [register_rij(bsn) for bsn in BSNS]
    map_ = tmp_path_factory.mktemp("goed")
    boeken = [
        schrijf_xlsx(map_ / "sonar.xlsx", [SONAR_KOLOMMEN, *(list(rij.values()) for rij in klanten)]),
        schrijf_xlsx(map_ / "register.xlsx", [KOLOMMEN, *(list(rij.values()) for rij in mensen)]),
    ]
    return [
        als_csv(klanten, SONAR_KOLOMMEN),
        als_csv(mensen, KOLOMMEN),
        *(boek.read_bytes() for boek in boeken),
    ]


def bedorven(voorbeelden: list[bytes], kans: random.Random) -> bytes:
    """One hostile file."""
    manieren: list[Callable[[bytes, random.Random], bytes]] = [
        geknipt,
        gebeten,
        vergiftigd,
        vermengd,
        verzonnen,
    ]
    goed = kans.choice(voorbeelden)
    if goed.startswith(b"PK") and kans.random() < 0.6:
        return van_binnen_bedorven(goed, kans, manieren)
    return kans.choice(manieren)(goed, kans)


def geknipt(goed: bytes, kans: random.Random) -> bytes:
    return goed[: kans.randrange(len(goed) + 1)]


def gebeten(goed: bytes, kans: random.Random) -> bytes:
    stuk = bytearray(goed)
    for _ in range(kans.choice([1, 3, 30])):
        stuk[kans.randrange(len(stuk))] = kans.randrange(256)
    return bytes(stuk)


def vergiftigd(goed: bytes, kans: random.Random) -> bytes:
    for _ in range(kans.choice([1, 5])):
        plek = kans.randrange(len(goed) + 1)
        goed = goed[:plek] + kans.choice(GIF) + goed[plek:]
    return goed


def vermengd(goed: bytes, kans: random.Random) -> bytes:
    delen = [goed[plek : plek + 97] for plek in range(0, len(goed), 97)]
    kans.shuffle(delen)
    return b"".join(delen)


def verzonnen(goed: bytes, kans: random.Random) -> bytes:
    return kans.choice(KIEMEN) + kans.randbytes(kans.choice([0, 10, 3000]))


def van_binnen_bedorven(
    goed: bytes, kans: random.Random, manieren: list[Callable[[bytes, random.Random], bytes]]
) -> bytes:
    """A sound container with a part that is not."""
    with zipfile.ZipFile(io.BytesIO(goed)) as bron:
        delen = {naam: bron.read(naam) for naam in bron.namelist()}
    slachtoffer = kans.choice([*delen, "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
    delen[slachtoffer] = kans.choice(manieren)(delen[slachtoffer], kans)
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", kans.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as doel:
        for naam, inhoud in delen.items():
            doel.writestr(naam, inhoud)
    return uit.getvalue()


def lees(pad: Path, door: Callable[[Path, Opdracht], Uitslag], *, sla_over: bool) -> int:
    """How many persons a file says it stored; -1 when a refusal does not say what is wrong and what to do."""
    try:
        uitslag = door(pad, Opdracht(door="test", sla_fouten_over=sla_over))
    except Weigering as weigering:
        return 0 if weigering.wat and weigering.doe else -1
    return uitslag.nieuw if uitslag.opgeslagen else 0


def test_every_hostile_file_is_read_or_refused_as_a_whole(
    kaart: None, tmp_path: Path, voorbeelden: list[bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    kans, pad = random.Random(20220630), tmp_path / "export.xlsx"
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gelezen = 0
    for nummer in range(AANTAL):
        pad.write_bytes(bedorven(voorbeelden, kans))
        with transaction.atomic():
            klanten = lees(pad, klantprofielen.importeer_sonar_export, sla_over=nummer % 2 == 0)
            mensen = lees(pad, doelgroepregister.importeer, sla_over=nummer % 3 == 0)
            assert (KlantTable.objects.count(), InschrijvingTable.objects.count()) == (klanten, klanten)
            assert RegisterpersoonTable.objects.count() == mensen
            transaction.set_rollback(True)
        gelezen += bool(klanten or mensen)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begin < MAX_EXTRA_KB
    assert 0 < gelezen < AANTAL, (
        "some are still readable and some are not: the spoiling spoils enough, not all"
    )
