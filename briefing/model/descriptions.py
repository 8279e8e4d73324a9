"""What the user knows of publishers and agencies: nothing of it comes from a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """A publisher or an agency as the user describes it; '' is «not said».

    ``kind`` is one of KINDS of ``briefing.values``, ``country`` a code of ISO 3166-1, ``language`` one of ISO 639;
    ``reliability`` is the user's own judgement, A to F of the Admiralty code (NATO STANAG 2511).
    """

    name: str
    kind: str = ""
    country: str = ""
    owner: str = ""
    language: str = ""
    reliability: str = ""
    wire_agency: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """All that are described: by every name, as names are compared, and by host."""

    names: Mapping[str, SourceDescription] = field(default_factory=dict)
    hosts: Mapping[str, SourceDescription] = field(default_factory=dict)
