"""Who is quoted by an office alone: «the Russian deputy foreign minister», «Peruvian officials»."""

from __future__ import annotations

from briefing.text.nominals import Nominal
from briefing.text.places import adjectives, country_names

# Who are quoted together without a name.
_SEVERAL = frozenset(("official", "diplomat", "negotiator", "representative"))


def nameless(nominal: Nominal) -> str:
    """Return an office as «Russian deputy foreign minister», several as «Peruvian officials».

    '' where country or role is unknown.
    """
    if not nominal.country or nominal.role == "leader" or (nominal.plural and nominal.role not in _SEVERAL):
        return ""
    known = adjectives().get(nominal.country) or country_names()[nominal.country]
    return f"{known} {nominal.role}{'s' * nominal.plural}" if nominal.role.isascii() else ""


def are_several(name: str) -> bool:
    """Tell whether a name is that of several: «Peruvian officials»."""
    return name.endswith("s") and name.rpartition(" ")[2][:-1] in _SEVERAL
