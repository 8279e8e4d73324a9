"""One harness under atheris: python -m fuzz.one HARNESS, then what libFuzzer wants to be told."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["briefing"]):
    from fuzz.harnesses import HARNESSES

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], HARNESSES[sys.argv[1]].tried)
    atheris.Fuzz()
