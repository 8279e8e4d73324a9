"""One harness under atheris: python -m fuzz.one HARNESS FILE, then what libFuzzer wants to be told.

The file is where an input is kept that something was found with: libFuzzer keeps none at an exception of Python.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["briefing"]):
    from fuzz.harnesses import HARNESSES


def tried(content: bytes) -> None:
    """Try an input, and keep it where it is one that something is found with."""
    whole = False
    try:
        HARNESSES[sys.argv[1]].tried(content)
        whole = True
    finally:
        if not whole:
            Path(sys.argv[2]).write_bytes(content)


if __name__ == "__main__":
    # What is loaded when it is first asked for takes long on a busy machine, and is no fault of an input.
    for seed in HARNESSES[sys.argv[1]].seeds():
        tried(seed)
    atheris.Setup([sys.argv[0], *sys.argv[3:]], tried)
    atheris.Fuzz()
