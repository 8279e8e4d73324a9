"""The files that ship with the program: templates, languages, frames, fonts, models, samples."""

from __future__ import annotations

import os
from functools import cache
from logging import ERROR
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctranslate2 import Encoder

PACKAGE = Path(__file__).parent
# For the engine, when it is loaded: one library on all processors, and the sums of floats in one order.
ALIKE = {"CT2_USE_MKL": "0", "ONEDNN_MAX_CPU_ISA": "AVX2_VNNI"}


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``shipped("data", "languages", "en.toml")``.

    An installed package carries ``templates/`` and ``data/`` under ``briefing/_shipped/``; a checkout has them beside
    the package.
    """
    for root in (PACKAGE / "_shipped", PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"{'/'.join(parts)} does not ship with this installation")


def encoder(threads: int) -> Encoder:
    """Return the encoder that ships, which counts alike on all processors with AVX2, in so many threads.

    What the environment says already of its variables holds.
    """
    os.environ.update({name: value for name, value in ALIKE.items() if name not in os.environ})
    import ctranslate2

    ctranslate2.set_log_level(ERROR)
    return ctranslate2.Encoder(str(shipped("data", "models", "encoder")), inter_threads=threads, intra_threads=1)


@cache
def version() -> str:
    """Return the version of the program, as it was installed."""
    from importlib.metadata import version as installed

    return installed("briefing")
