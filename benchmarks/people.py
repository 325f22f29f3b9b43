"""Synthetic columns for the recount: klanten and the register with their dates, and the peilingen frozen from them.

Numbers only, no people. The same seed gives the same columns; all engines must give the same counts from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from doorzicht.domain.publicatie.model import Peiling, Peilingrijen
from doorzicht.domain.publicatie.store import hash_of, write_rijen
from doorzicht.foundation.kwartaal import Kwartaal

EPOCH = date(1970, 1, 1)
EPOCH_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = 2**31 - 1
FIRST, LAST = (date(2012, 1, 1) - EPOCH).days, (date(2022, 6, 30) - EPOCH).days

Array = npt.NDArray[np.int32]


def quarters(count: int) -> list[Kwartaal]:
    """The last quarters up to 2022-kw2, oldest first."""
    found = [Kwartaal(2022, 2)]
    while len(found) < count:
        found.insert(0, found[0].vorige())
    return found


def day_number(day: date) -> int:
    """Days since 1970, as Arrow and PostgreSQL can take them."""
    return (day - EPOCH).days


@dataclass(frozen=True)
class People:
    """Klanten and register as columns; `tot` and `profiel` are NEVER when they did not happen."""

    gemeente: Array
    soort: Array
    van: Array
    tot: Array
    profiel: Array
    register_id: Array
    register_van: Array
    register_tot: Array


def draw(klanten: int, register: int, gemeenten: int, seed: int) -> People:
    """A fifth of the klanten has left, two thirds have a profiel; three in four of the register are klanten."""
    rng = np.random.default_rng(seed)

    def days(count: int) -> Array:
        return rng.integers(FIRST, LAST, count, dtype=np.int32)

    def end_after(start: Array, share: float) -> Array:
        ended = rng.random(len(start)) < share
        return np.where(ended, start + rng.integers(1, 2500, len(start), dtype=np.int32), NEVER).astype(
            np.int32
        )

    van, register_van = days(klanten), days(register)
    profiel = np.where(rng.random(klanten) < 0.65, van + rng.integers(0, 900, klanten), NEVER).astype(
        np.int32
    )
    known = rng.choice(klanten, register * 3 // 4, replace=False).astype(np.int32)
    others = np.arange(klanten, klanten + register - len(known), dtype=np.int32)
    return People(
        gemeente=rng.integers(0, gemeenten, klanten, dtype=np.int32),
        soort=(rng.random(klanten) < 0.7).astype(np.int32),
        van=van,
        tot=end_after(van, 0.2),
        profiel=profiel,
        register_id=np.sort(np.concatenate([known, others])),
        register_van=register_van,
        register_tot=end_after(register_van, 0.1),
    )


def write_columns(people: People, folder: Path) -> None:
    """Two Parquet files with the date columns, for engines that count from live columns."""
    ids = np.arange(len(people.van), dtype=np.int32)
    klanten = {"id": ids, "gemeente": people.gemeente, "soort": people.soort, "van": people.van}
    klanten |= {"tot": people.tot, "profiel": people.profiel}
    register = {"id": people.register_id, "rvan": people.register_van, "rtot": people.register_tot}
    pq.write_table(pa.table(klanten), folder / "klanten.parquet")
    pq.write_table(pa.table(register), folder / "register.parquet")


def freeze(people: People, codes: tuple[str, ...], kwartalen: list[Kwartaal], folder: Path) -> list[Peiling]:
    """The peiling of each quarter, stored as the program stores it."""
    return [_freeze(people, codes, kwartaal, folder) for kwartaal in kwartalen]


def _freeze(people: People, codes: tuple[str, ...], kwartaal: Kwartaal, folder: Path) -> Peiling:
    day, total = day_number(kwartaal.peildatum), int(max(people.register_id[-1] + 1, len(people.van)))
    active = np.flatnonzero((people.van <= day) & (people.tot > day))
    present = people.register_id[(people.register_van <= day) & (people.register_tot > day)]
    columns = {name: np.zeros(total, kind) for name, kind in _KINDS.items()}
    columns["klant_gemeente"] -= 1
    columns["register_gemeente"] -= 1
    columns["klantsoort"][active] = people.soort[active] + 1
    columns["klant_gemeente"][active] = people.gemeente[active]
    columns["heeft_profiel"][active] = people.profiel[active] <= day
    columns["in_register"][present] = True
    columns["register_gemeente"][present] = present % len(codes)
    kept = np.flatnonzero(columns["in_register"] | (columns["klantsoort"] > 0))
    names = np.zeros((total, 16), np.uint8)
    names[:, 8:] = np.random.default_rng(7).permutation(total).astype(">u8").view(np.uint8).reshape(total, 8)
    rijen = Peilingrijen.of(codes, names[kept], **{name: values[kept] for name, values in columns.items()})
    write_rijen(folder, kwartaal, rijen)
    return Peiling(hash_of(rijen), kwartaal, len(rijen), EPOCH_MOMENT, "bench", synthetisch=True)


_KINDS = {
    "in_register": np.bool_,
    "register_gemeente": np.int16,
    "klantsoort": np.int8,
    "klant_gemeente": np.int16,
    "heeft_profiel": np.bool_,
}
