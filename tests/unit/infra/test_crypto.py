"""Sealing, finding back and replacing keys; a key file that others can read is not used."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import (
    OMGEVING,
    KeyRing,
    Sealer,
    load_keyring,
    new_keys,
    parse_keyring,
    with_new_sealing_key,
)


@pytest.fixture
def ring() -> KeyRing:
    return parse_keyring(new_keys(), "hier")


def test_what_is_sealed_opens_again_in_its_own_context_only(ring: KeyRing) -> None:
    sealed = ring.seal(b"123456782", b"klant:1")

    assert b"123456782" not in sealed
    assert ring.open(sealed, b"klant:1") == b"123456782"
    with pytest.raises(Weigering, match="veranderd of verplaatst"):
        ring.open(sealed, b"klant:2")


def test_every_changed_bit_is_noticed(ring: KeyRing) -> None:
    sealed = ring.seal(b"123456782", b"klant:1")

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Weigering):
            ring.open(bytes(changed), b"klant:1")


def test_the_same_secret_is_sealed_differently_and_indexed_the_same(ring: KeyRing) -> None:
    other = parse_keyring(new_keys(), "daar")

    assert ring.seal(b"x", b"1") != ring.seal(b"x", b"1")
    assert ring.index(b"x") == ring.index(b"x")
    assert ring.index(b"x") != other.index(b"x")
    assert len(ring.index(b"x")) == 32


def test_a_new_key_takes_over_while_the_old_one_still_opens() -> None:
    text = new_keys()
    old, new = parse_keyring(text, "oud"), parse_keyring(with_new_sealing_key(text), "nieuw")
    sealed = old.seal(b"geheim", b"1")

    assert new.open(sealed, b"1") == b"geheim"
    assert not new.is_current(sealed)
    again = new.reseal(sealed, b"1")
    assert new.is_current(again)
    assert new.open(again, b"1") == b"geheim"
    assert new.index(b"geheim") == old.index(b"geheim")
    assert new.indexes(b"geheim") == [old.index(b"geheim")]
    with pytest.raises(Weigering, match="sleutel die er niet is"):
        old.open(again, b"1")


def test_a_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "map" / "sleutels.json"

    first, second = load_keyring(path, {}), load_keyring(path, {})

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert first.index(b"x") == second.index(b"x")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "sleutels.json"
    load_keyring(path, {})
    path.chmod(mode)

    with pytest.raises(Weigering, match="leesbaar voor anderen"):
        load_keyring(path, {})


def test_keys_from_the_environment_go_before_the_file(tmp_path: Path) -> None:
    text = new_keys()

    ring = load_keyring(tmp_path / "sleutels.json", {OMGEVING: text})

    assert ring.index(b"x") == parse_keyring(text, "").index(b"x")
    assert not (tmp_path / "sleutels.json").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "niets",
        '{"versleutelen": {}, "index": {}}',
        '{"versleutelen": {"1": "a"}, "index": {"1": "b"}}',
    ],
)
def test_damaged_keys_are_refused_without_showing_them(text: str) -> None:
    with pytest.raises(Weigering, match="niet te lezen"):
        parse_keyring(text, "sleutels.json")


def test_one_key_for_two_things_is_refused() -> None:
    keys = json.loads(new_keys())

    with pytest.raises(Weigering, match="twee dingen"):
        parse_keyring(json.dumps(keys | {"index": keys["versleutelen"]}), "")


def test_a_key_ring_does_not_show_its_keys(ring: KeyRing) -> None:
    assert repr(next(iter(ring.sealing.values()))) not in repr(ring)


def test_a_new_row_gets_an_id_of_its_own_that_its_secret_is_bound_to(ring: KeyRing) -> None:
    sealer = Sealer(ring, "klant_klant")

    row, index, sealed = sealer.seal_for_new_row(b"123456782")

    assert sealer.open(sealed, bytes.fromhex(row)) == b"123456782"
    assert index == ring.index(b"123456782")
    assert (row[12], row[16] in "89ab") == ("7", True)
