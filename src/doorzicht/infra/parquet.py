"""Columns in a Parquet file, and a hash of what they say.

The hash is over the values, not over the file's bytes: a newer writer may lay out the same rows otherwise.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from doorzicht.infra.files import write_private_file

Columns = Mapping[str, npt.NDArray[Any]]


def digests_of(columns: Columns, head: int) -> dict[str, str]:
    """Of each column two digests (SHA-256 in hex over kind and values): of its first `head` rows and of the rest."""
    parts = {"head": slice(None, head), "rest": slice(head, None)}
    return {
        f"{name}.{part}": _digest(values[rows])
        for name, values in columns.items()
        for part, rows in parts.items()
    }


def hash_of(digests: Mapping[str, str], labels: tuple[str, ...]) -> str:
    """SHA-256 in hex over all digests and the labels that the columns point to: the name of what they say."""
    parts = [*labels, *(f"{name}={digests[name]}" for name in sorted(digests))]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def write(path: Path, columns: Columns, labels: tuple[str, ...], head: int) -> None:
    """Write the columns in one step, the first `head` rows as a group of their own that can be read alone.

    A byte column of fixed width is a two-dimensional uint8 array.
    """
    arrays = {name: _array(values) for name, values in columns.items()}
    said = {"labels": "\n".join(labels), "digests": json.dumps(digests_of(columns, head))}
    schema = pa.schema(
        [pa.field(name, array.type, nullable=False) for name, array in arrays.items()], metadata=said
    )
    table = pa.table(arrays, schema=schema)
    out = io.BytesIO()
    # Plain pages: reading them is copying. The rows are short, and read far more often than written.
    with pq.ParquetWriter(out, schema, compression="none", use_dictionary=False) as writer:
        for part in (table.slice(0, head), table.slice(head)):
            writer.write_table(part, row_group_size=max(len(part), 1))
    write_private_file(path, out.getvalue())


def read_head(
    path: Path, names: Sequence[str]
) -> tuple[dict[str, npt.NDArray[Any]], tuple[str, ...], dict[str, str]]:
    """The head of some columns, the labels, and all digests: counted anew for what was read, as written elsewhere."""
    file = pq.ParquetFile(path, pre_buffer=False)
    table = file.read_row_group(0, columns=list(names), use_threads=False)
    said = file.schema_arrow.metadata or {}
    columns = {name: _values(table[name]) for name in names}
    counted = {f"{name}.head": _digest(values) for name, values in columns.items()}
    digests = json.loads(said.get(b"digests", b"{}")) | counted
    return columns, tuple(said.get(b"labels", b"").decode().split("\n")), digests


def read(path: Path, names: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Whole columns."""
    table = pq.ParquetFile(path).read(columns=list(names), use_threads=False)
    return {name: _values(table[name]) for name in names}


def _digest(values: npt.NDArray[Any]) -> str:
    digest = hashlib.sha256(f"{values.dtype.str}{values.shape}".encode())
    digest.update(np.ascontiguousarray(values).data)
    return digest.hexdigest()


def _array(values: npt.NDArray[Any]) -> pa.Array:
    if values.ndim == 2:
        flat = pa.py_buffer(np.ascontiguousarray(values).tobytes())
        return pa.FixedSizeBinaryArray.from_buffers(pa.binary(values.shape[1]), len(values), [None, flat])
    return pa.array(values)


def _values(column: pa.ChunkedArray) -> npt.NDArray[Any]:
    if not pa.types.is_fixed_size_binary(column.type):
        return np.asarray(column.chunk(0) if column.num_chunks == 1 else column)
    width = column.type.byte_width
    parts = [
        np.frombuffer(chunk.buffers()[1], np.uint8)[chunk.offset * width :][: len(chunk) * width]
        for chunk in column.chunks
        if len(chunk)
    ]
    flat = parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, np.uint8), *parts])
    return flat.reshape(len(column), width)
