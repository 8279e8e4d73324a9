"""Invented news on invented talks, in three languages, for tests that need whole documents."""

from __future__ import annotations

from pathlib import Path

ENGLISH = """\
River talks end with a deal on patrols

By Our Correspondent

LORDAL, May 4, 2031 - The governments of Norvania and Estmark agreed on Tuesday to resume joint patrols on the river \
Morn, after talks that lasted six hours.

Foreign Minister Ada Kelm of Norvania said that both sides had signed a protocol on the exchange of 40 detained \
fishermen. "We have an agreement on the patrols, and we will keep it," she told reporters.

Estmark accused its neighbour of building a dam without a permit, a charge that Norvania rejected. Minister Jon Brask \
of Estmark said his country would never accept the dam.

The two delegations could not agree on the price of water, and no date has been set for another round.

Read more: The river in pictures
"""

OTHER = """\
Norvania and Estmark will patrol the Morn together again

Published May 5, 2031

The neighbours Norvania and Estmark signed a protocol on joint patrols along the river Morn on Tuesday. The talks in \
Lordal lasted nine hours, officials said.

Under the protocol, 25 detained fishermen are to be exchanged within a month, Minister Ada Kelm said.

The dispute over the dam remains: Estmark's minister Jon Brask accused Norvania of breaking the treaty of 1998, and \
Kelm rejected the accusation.

Whether the two will meet again on the price of water is still open.
"""

DUTCH = """\
Norvania en Estmark patrouilleren weer samen op de Morn

De regeringen van Norvania en Estmark hebben dinsdag in Lordal afgesproken om de gezamenlijke patrouilles op de \
rivier de Morn te hervatten.

Minister Jon Brask van Estmark beschuldigde het buurland ervan een dam te bouwen zonder vergunning. Minister Ada Kelm \
wees die beschuldiging van de hand.

Over de prijs van het water konden de delegaties het niet eens worden. Wanneer zij weer praten, is nog niet duidelijk.
"""


def lay_out(folder: Path) -> Path:
    """Write the articles into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gazette.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "courier.txt").write_text(OTHER, encoding="utf-8")
    (folder / "krant.txt").write_text(DUTCH, encoding="utf-8")
    return folder
