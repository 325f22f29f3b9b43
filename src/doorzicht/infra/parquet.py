"""Columns in a Parquet file, and a hash of what they say.

The hash is over the values, not over the file's bytes: a newer writer may lay out the same rows otherwise.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from doorzicht.infra.files import write_private_file

Columns = Mapping[str, npt.NDArray[Any]]


def hash_of(columns: Columns, labels: tuple[str, ...]) -> str:
    """SHA-256 in hex over the names, kinds and values of the columns and over the labels they point to."""
    digest = hashlib.sha256("\x1f".join(labels).encode())
    for name, values in columns.items():
        digest.update(f"\x1e{name}\x1f{values.dtype.str}\x1f{values.shape}\x1f".encode())
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()


def write(path: Path, columns: Columns, labels: tuple[str, ...]) -> None:
    """Write the columns in one step; a byte column of fixed width is a two-dimensional uint8 array."""
    arrays = {name: _array(values) for name, values in columns.items()}
    schema = pa.schema([pa.field(name, array.type, nullable=False) for name, array in arrays.items()])
    table = pa.table(arrays, schema=schema).replace_schema_metadata({"labels": "\n".join(labels)})
    out = io.BytesIO()
    # Plain pages: reading them is copying. The rows are short, and read far more often than written.
    pq.write_table(table, out, compression="none", use_dictionary=False, row_group_size=max(len(table), 1))
    write_private_file(path, out.getvalue())


def read(path: Path) -> tuple[dict[str, npt.NDArray[Any]], tuple[str, ...]]:
    """The columns and labels that were written."""
    table = pq.ParquetFile(path).read(use_threads=False)
    labels = (table.schema.metadata or {}).get(b"labels", b"").decode()
    return {name: _values(table[name]) for name in table.column_names}, tuple(labels.split("\n"))


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
