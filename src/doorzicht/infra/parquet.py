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


def digests_of(columns: Columns) -> dict[str, str]:
    """Of each column a SHA-256 in hex over its kind and values."""
    return {name: _digest(values) for name, values in columns.items()}


def hash_of(digests: Mapping[str, str], labels: tuple[str, ...]) -> str:
    """SHA-256 in hex over the digests of all columns and the labels they point to: the name of what they say."""
    parts = [*labels, *(f"{name}={digests[name]}" for name in sorted(digests))]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def write(path: Path, columns: Columns, labels: tuple[str, ...]) -> None:
    """Write the columns in one step; a byte column of fixed width is a two-dimensional uint8 array."""
    arrays = {name: _array(values) for name, values in columns.items()}
    schema = pa.schema([pa.field(name, array.type, nullable=False) for name, array in arrays.items()])
    said = {"labels": "\n".join(labels), "digests": json.dumps(digests_of(columns))}
    table = pa.table(arrays, schema=schema).replace_schema_metadata(said)
    out = io.BytesIO()
    # Plain pages: reading them is copying. The rows are short, and read far more often than written.
    pq.write_table(table, out, compression="none", use_dictionary=False, row_group_size=max(len(table), 1))
    write_private_file(path, out.getvalue())


def read(
    path: Path, names: Sequence[str]
) -> tuple[dict[str, npt.NDArray[Any]], tuple[str, ...], dict[str, str]]:
    """Some columns, the labels, and the digests of all columns: counted anew for those read, as written for others."""
    file = pq.ParquetFile(path)
    table = file.read(columns=list(names), use_threads=False)
    said = file.schema_arrow.metadata or {}
    columns = {name: _values(table[name]) for name in names}
    digests = json.loads(said.get(b"digests", b"{}")) | digests_of(columns)
    return columns, tuple(said.get(b"labels", b"").decode().split("\n")), digests


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
        return np.asarray(column.to_numpy())
    width = column.type.byte_width
    parts = [
        np.frombuffer(chunk.buffers()[1], np.uint8)[chunk.offset * width :][: len(chunk) * width]
        for chunk in column.chunks
        if len(chunk)
    ]
    flat = parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, np.uint8), *parts])
    return flat.reshape(len(column), width)
