"""What the stories of importing share: the map, files, and a look at what is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.foundation.invoer import Opdracht, Uitslag
from tests.invoerbestanden import schrijf_register, schrijf_sonar

Rijen = list[dict[str, Any]]


@pytest.fixture
def lees_sonar(kaart: None, tmp_path: Path) -> Callable[..., Uitslag]:
    """Bring in rows of a Sonar export; other choices of the Opdracht by name."""

    def lees(rijen: Rijen, extra: tuple[str, ...] = (), **keuzes: Any) -> Uitslag:
        pad = schrijf_sonar(tmp_path / "export.csv", rijen, extra)
        return klantprofielen.importeer_sonar_export(pad, Opdracht(door="test", **keuzes))

    return lees


@pytest.fixture
def lees_register(kaart: None, tmp_path: Path) -> Callable[..., Uitslag]:
    """Bring in rows of a register."""

    def lees(rijen: Rijen, extra: tuple[str, ...] = (), **keuzes: Any) -> Uitslag:
        pad = schrijf_register(tmp_path / "register.csv", rijen, extra)
        return doelgroepregister.importeer(pad, Opdracht(door="test", **keuzes))

    return lees


@pytest.fixture
def opgeslagen() -> Callable[[], dict[str, list[tuple[Any, ...]]]]:
    """Every row of every table that an import writes."""

    def lees() -> dict[str, list[tuple[Any, ...]]]:
        tabellen = (
            "klant_klant",
            "klant_inschrijving",
            "klant_woonplaats",
            "klantprofiel_klantprofiel",
            "doelgroepregister_persoon",
            "doelgroepregister_registratie",
            "doelgroepregister_woonplaats",
        )
        with connection.cursor() as cursor:
            inhoud = {}
            for tabel in tabellen:
                cursor.execute(f"SELECT * FROM {tabel} ORDER BY id")
                inhoud[tabel] = cursor.fetchall()
        return inhoud

    return lees
