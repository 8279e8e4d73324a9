"""Wrapped lines to paragraphs: a hyphen at a line's end goes only where the text itself shows that it must."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# What browsers and typesetters put where they part a word; a writer types the hyphen of the keyboard.
_SOFT = "\N{SOFT HYPHEN}\N{HYPHEN}"
_PARTED = re.compile(r"-(?:[^\W\d_]+-)*[^\W\d_]+")
_LONGEST_WORD = 100
_HEAD = re.compile(r"[^\W\d_]+")


def joined(lines: Sequence[str], words: Mapping[str, int]) -> str:
    """Return the lines as one; ``words`` are those of the whole text.

    «agree-/ment» loses its hyphen where «agreement» stands elsewhere in the text; «cease-/fire» keeps it otherwise, for
    what is quoted must be found on the page.
    """
    text = lines[0]
    for line in lines[1:]:
        if text.endswith(tuple(_SOFT)):
            text = text[:-1] + line
        elif (parted := _PARTED.match(text[:-_LONGEST_WORD:-1])) and (head := _HEAD.match(line)):
            whole = parted[0][:0:-1] + head[0]
            text = (text[:-1] if head[0].islower() and words.get(whole) else text) + line
        else:
            text = f"{text} {line}"
    return text.replace("\N{SOFT HYPHEN}", "")
