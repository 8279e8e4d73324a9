"""Who is quoted by an office alone: «the Russian deputy foreign minister», «Peruvian officials»."""

from __future__ import annotations

from briefing.text.nominals import Nominal
from briefing.text.places import adjectives, country_names

SEVERAL = frozenset(("officials", "diplomats", "negotiators", "representatives"))
"""Who are quoted together without a name."""


def nameless(nominal: Nominal) -> str:
    """Return an office as «Russian deputy foreign minister», several as «Peruvian officials».

    '' where country or role is unknown.
    """
    role = f"{nominal.role}{'s' * nominal.plural}"
    if not nominal.country or role == "leader" or (nominal.plural and role not in SEVERAL):
        return ""
    known = adjectives().get(nominal.country) or country_names()[nominal.country]
    return f"{known} {role}" if role.isascii() else ""


def are_several(name: str) -> bool:
    """Tell whether a name is that of several: «Peruvian officials»."""
    return name.rpartition(" ")[2] in SEVERAL
