"""The same inhoud gives the same bytes: in another process, at another time, in another time zone.

The second maker lives three years later, in another country, and hashes differently. Whatever reads the clock, the
locale or the order of a set shows here.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from doorzicht.domain.publicatie import render
from tests import uitgaven

PROJECT = Path(__file__).resolve().parent.parent.parent
LATER = """
import datetime, sys, time
nu, plaatselijk, werelds = time.time, time.localtime, time.gmtime
SPRONG = 3 * 365 * 86400
time.time = lambda: nu() + SPRONG
time.localtime = lambda moment=None: plaatselijk(time.time() if moment is None else moment)
time.gmtime = lambda moment=None: werelds(time.time() if moment is None else moment)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)
datetime.datetime = Later
import hashlib, json
from doorzicht.domain.publicatie import render
from tests import uitgaven
inhoud = uitgaven.VOORBEELDEN[sys.argv[1]]()
uit = {naam: hashlib.sha256(bestand).hexdigest() for naam, bestand in render.maak_bestanden(inhoud).items()}
print(json.dumps([Later.now().year - werelds(nu()).tm_year, uit]))
"""


def kenmerken(naam: str) -> dict[str, str]:
    bestanden = render.maak_bestanden(uitgaven.VOORBEELDEN[naam]())
    return {naam: hashlib.sha256(bestand).hexdigest() for naam, bestand in bestanden.items()}


def elders(naam: str) -> tuple[int, dict[str, str]]:
    omgeving = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(PROJECT / "src"), str(PROJECT))),
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4711",
        "LC_ALL": "C",
    }
    gemaakt = subprocess.run(
        [sys.executable, "-c", LATER, naam],
        env=omgeving,
        cwd=PROJECT / "tests",
        capture_output=True,
        text=True,
        check=True,
    )
    sprong, uit = json.loads(gemaakt.stdout)
    return sprong, uit


@pytest.mark.parametrize("naam", ["twente", "onderdrukt"])
def test_another_process_three_years_later_makes_the_same_bytes(naam: str):
    sprong, uit = elders(naam)
    assert sprong >= 2, "the clock of the other process was not moved"
    assert uit == kenmerken(naam)


def test_making_it_twice_makes_the_same_bytes():
    assert kenmerken("twente") == kenmerken("twente")


def test_another_inhoud_makes_other_bytes():
    verschil = {
        naam for naam, kenmerk in kenmerken("twente").items() if kenmerk != kenmerken("onderdrukt")[naam]
    }
    assert verschil == set(render.BESTANDEN)
