"""The Markdown twin: same order, same words, same numbers as the page."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$]|&(?=[#\w]+;)|:(?=//)|(?<=www)\.|@(?=\w)", re.IGNORECASE)
OPENING = re.compile(r"^(?:([-+]|=(?==* *$))|(\d{1,9})([.)])(?=[ \t]|$))")


def escaped(text: object) -> str:
    """Return a text in which Markdown sees nothing but words, in any place of a line and in a cell of a table.

    CommonMark 0.31, 2.4: a backslash makes any ASCII punctuation literal.  Colons before ``//``, the point of
    ``www.`` and ``@`` are escaped for the automatic links of GitHub.
    """
    return OPENING.sub(_opening, SPECIAL.sub(r"\\\g<0>", str(text)))


def _opening(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"
