"""A gemeente is recognised by its code, its name or a known spelling; a doubtful name only gives a proposal."""

from pathlib import Path

import pytest

from doorzicht.domain.gebied import service
from doorzicht.domain.gebied.model import Indeling
from doorzicht.domain.gebied.rules import herken


@pytest.fixture(scope="module")
def kaart_2022() -> Indeling:
    return service.lees_lijst(Path(service.MEEGELEVERD).read_text(encoding="utf-8"), service.MEEGELEVERD_VAN)


@pytest.mark.parametrize(
    ("geschreven", "code"),
    [
        ("Hengelo", "GM0164"),
        ("HENGELO (O)", "GM0164"),
        ("gemeente Hengelo", "GM0164"),
        ("GM0164", "GM0164"),
        ("164", "GM0164"),
        ("0164", "GM0164"),
        ("Den Haag", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("’s-Gravenhage", "GM0518"),
        ("Bergen (NH)", "GM0373"),
        ("Bergen (L)", "GM0893"),
        ("Sudwest-Fryslan", "GM1900"),
        ("Rijssen Holten", "GM1742"),
    ],
)
def test_known_spellings_are_recognised(kaart_2022: Indeling, geschreven: str, code: str) -> None:
    assert herken(kaart_2022, geschreven).code == code


@pytest.mark.parametrize(
    ("geschreven", "voorstel"),
    [
        ("Hengello", "Hengelo"),
        ("Enschedee", "Enschede"),
        ("Rijsen-Holten", "Rijssen-Holten"),
    ],
)
def test_a_misspelt_name_is_not_guessed_but_proposed(
    kaart_2022: Indeling, geschreven: str, voorstel: str
) -> None:
    herkend = herken(kaart_2022, geschreven)

    assert herkend.code is None
    assert herkend.voorstel is not None
    assert herkend.voorstel.naam == voorstel


@pytest.mark.parametrize("geschreven", ["Atlantis", "9999", "GM9999", "", "?", "x" * 10000])
def test_rubbish_gives_neither(kaart_2022: Indeling, geschreven: str) -> None:
    herkend = herken(kaart_2022, geschreven)

    assert herkend.code is None
    assert herkend.voorstel is None


def test_bergen_alone_is_in_doubt_and_both_are_proposed(kaart_2022: Indeling) -> None:
    herkend = herken(kaart_2022, "Bergen")

    assert herkend.code is None
    assert [gemeente.naam for gemeente in herkend.voorstellen] == ["Bergen (L)", "Bergen (NH)"]
