"""Columns come back as they were written; the head can be read and checked alone, also when it is empty."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from doorzicht.infra import parquet

LABELS = ("GM0141", "GM0147")


def columns(rows: int) -> dict[str, np.ndarray]:
    toeval = np.random.default_rng(7)
    return {
        "pseudoniem": toeval.integers(0, 255, (rows, 16), dtype=np.uint8),
        "klant": toeval.integers(0, 1000, rows, dtype=np.int16),
    }


@pytest.mark.parametrize(("rows", "head"), [(5, 2), (5, 0), (5, 5), (0, 0), (1, 1)])
def test_the_head_and_the_whole_are_what_was_written(tmp_path: Path, rows: int, head: int) -> None:
    written, path = columns(rows), tmp_path / "rijen.parquet"
    parquet.write(path, written, LABELS, head)

    part, labels, digests = parquet.read_head(path, ["klant"])
    whole = parquet.read(path, ["pseudoniem", "klant"])

    assert labels == LABELS
    assert part["klant"].tolist() == written["klant"][:head].tolist()
    assert all(np.array_equal(whole[name], values) for name, values in written.items())
    assert parquet.hash_of(digests, labels) == parquet.hash_of(parquet.digests_of(written, head), LABELS)


def test_a_changed_value_changes_the_hash(tmp_path: Path) -> None:
    written, path = columns(5), tmp_path / "rijen.parquet"
    frozen = parquet.hash_of(parquet.digests_of(written, 2), LABELS)
    written["klant"][1] += 1
    parquet.write(path, written, LABELS, 2)

    assert parquet.hash_of(parquet.read_head(path, ["klant"])[2], LABELS) != frozen
