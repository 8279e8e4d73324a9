"""Many copies of one claim: they are one source, and are shown as one."""

from __future__ import annotations

import pytest
from builders import AS_OF, raws

from briefing.pipeline import compose
from briefing.publish.rendering import render
from briefing.settings import Options

FALSE = (
    "The foreign ministers of Norland and Avaria agreed on Friday to close the strait to all foreign ships, the "
    "ministry said.\n\nThe closure begins on Monday at noon and has no end, according to the statement.\n\n"
    "Fishing boats need a permit of both coast guards from then on.\n"
)
HONEST = (
    "The talks of Norland and Avaria on the strait ended on Friday without a result.\n\n"
    "Both ministers said that ships of all flags may pass as before.\n\nThey will meet again in May.\n"
)
COPIES = 50


@pytest.mark.parametrize("changed", [False, True])
def test_fifty_copies_of_one_claim_are_one_origin(*, changed: bool) -> None:
    copies = {f"copy-{number}.txt": f"{FALSE}{f'Desk {number}, page {number}.' * changed}" for number in range(COPIES)}
    brief = compose(raws({**copies, "honest.txt": HONEST}), Options(as_of=AS_OF))
    found = [finding for finding in brief.findings if "close the strait" in finding.span.text]
    assert found
    assert {finding.origins for finding in found} == {1}
    shown = render(brief, "md").content.decode()
    (line,) = {each for each in shown.splitlines() if each.startswith(f"**{brief.findings.index(found[0]) + 1}** ")}
    assert line.endswith(f" · {COPIES}/{COPIES + 1} · 1\u00a0independent")
