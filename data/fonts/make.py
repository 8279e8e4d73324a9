"""Make the fonts of the brief from the wheels that carry Adobe's Source families.

    pip download --no-deps font-source-serif-pro==0.0.1 font-source-sans-pro==0.0.1
    python make.py font_source_serif_pro-*.whl font_source_sans_pro-*.whl

Needs fonttools.  Each face is cut down to Latin (with Vietnamese), Greek, Cyrillic and punctuation, loses its hints
(nobody hints for paper), and takes a name of its own: «Source» is a reserved name of the Open Font License, so a
changed font must not bear it.  The licence goes beside the fonts as OFL.txt.  Same wheels, same bytes.
"""
# ruff: noqa: INP001 - a script beside the fonts it makes, in no package

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FACES = {
    "SourceSerifPro-Regular.ttf": ("Brief Serif", "Regular", "brief-serif-400.ttf"),
    "SourceSansPro-Regular.ttf": ("Brief Sans", "Regular", "brief-sans-400.ttf"),
    "SourceSansPro-Semibold.ttf": ("Brief Sans", "Semibold", "brief-sans-600.ttf"),
    "SourceSansPro-Bold.ttf": ("Brief Sans", "Bold", "brief-sans-700.ttf"),
}
BLOCKS = (
    (0x0020, 0x024F),  # Latin, with Extended-A and -B
    (0x02B0, 0x036F),  # modifiers and accents
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic, with Ukrainian
    (0x1E00, 0x1EFF),  # Latin, with Vietnamese
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x20BF),  # superscripts, currencies
    (0x2100, 0x22FF),  # letterlike, arrows, mathematics
    (0xFB00, 0xFB04),  # ligatures
)
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"]


def main(wheels: list[str]) -> None:
    """Write the four faces and the licence beside this file."""
    for wheel in wheels:
        with ZipFile(wheel) as archive:
            for name in archive.namelist():
                if Path(name).name in FACES:
                    face(archive.read(name), *FACES[Path(name).name])
                elif name.endswith("LICENSE.txt"):
                    (HERE / "OFL.txt").write_bytes(archive.read(name).replace(b"\r\n", b"\n"))


def face(content: bytes, family: str, style: str, target: str) -> None:
    """Write one face, cut down and renamed."""
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    options = Options(layout_features=FEATURES, hinting=False, name_IDs=["*"], notdef_outline=True, glyph_names=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in BLOCKS for code in range(first, last + 1)])
    subsetter.subset(font)
    rename(font, family, style)
    font.save(HERE / target)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a font its own name and leave nothing in it that says it is the original."""
    names = {
        0: f"{font['name'].getDebugName(0)} Subset and renamed for Briefing.",
        1: f"{family} {style}" if style == "Semibold" else family,
        2: "Bold" if style == "Bold" else "Regular",
        3: f"1.000;{family};{style}",
        4: f"{family} {style}",
        5: "Version 1.000",
        6: f"{family.replace(' ', '')}-{style}",
        13: font["name"].getDebugName(13),
        14: font["name"].getDebugName(14),
        16: family,
        17: style,
    }
    font["name"].names = []
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main(sys.argv[1:])
