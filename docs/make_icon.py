"""Draws static/icon.png: a pin whose head is a clock. Nothing but the standard library, so anyone can redraw it."""

from __future__ import annotations

import math
import struct
import zlib
from pathlib import Path

SIZE = 128
SAMPLES = 4  # a side; each pixel is the mean of SAMPLES x SAMPLES points
INK, PAPER = (11, 110, 153), (252, 252, 250)
TARGET = Path(__file__).resolve().parent.parent / "static" / "icon.png"


def _is_hand(x: float, y: float) -> bool:
    upright = abs(x - 64) < 3.6 and 27 < y < 53
    across = abs(y - 51) < 3.6 and 62 < x < 82
    return upright or across


def _is_pin(x: float, y: float) -> bool:
    if math.hypot(x - 64, y - 50) < 44:
        return True
    return 60 < y < 124 and abs(x - 64) < (124 - y) * 0.62


def _colour(x: float, y: float) -> tuple[int, int, int, int]:
    if math.hypot(x - 64, y - 50) < 31:
        return (*INK, 255) if _is_hand(x, y) else (*PAPER, 255)
    return (*INK, 255) if _is_pin(x, y) else (*INK, 0)


def _pixel(column: int, row: int) -> bytes:
    step = 1 / SAMPLES
    points = [
        _colour(column + (i + 0.5) * step, row + (j + 0.5) * step) for i in range(SAMPLES) for j in range(SAMPLES)
    ]
    alpha = sum(point[3] for point in points)
    if alpha == 0:
        return bytes(4)
    mixed = [round(sum(point[band] * point[3] for point in points) / alpha) for band in range(3)]
    return bytes([*mixed, round(alpha / len(points))])


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def main() -> None:
    rows = b"".join(b"\0" + b"".join(_pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
    TARGET.write_bytes(
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    )


if __name__ == "__main__":
    main()
