"""The frozen values that pass between the stages, and nothing else.

``RawDocument -> Document -> Sentence -> Assessment -> (Topic, Finding, Discrepancy) -> Brief -> Artifact``, each made
from the one before.
"""

from briefing.model.brief import Artifact, Brief, Event, SourceEntry, State
from briefing.model.comparisons import Comparison, Pair
from briefing.model.descriptions import Register, SourceDescription
from briefing.model.documents import Batch, Document, Kind, Page, RawDocument, Rejection, Sentence, Span, batch, sifted
from briefing.model.editions import Change, ChangeKind, Earlier, Since
from briefing.model.findings import (
    Assessment,
    Claim,
    Counterpart,
    Dated,
    Discrepancy,
    Finding,
    Position,
    Profile,
    Report,
    Status,
    Topic,
    Translation,
)

__all__ = [
    "Artifact",
    "Assessment",
    "Batch",
    "Brief",
    "Change",
    "ChangeKind",
    "Claim",
    "Comparison",
    "Counterpart",
    "Dated",
    "Discrepancy",
    "Document",
    "Earlier",
    "Event",
    "Finding",
    "Kind",
    "Page",
    "Pair",
    "Position",
    "Profile",
    "RawDocument",
    "Register",
    "Rejection",
    "Report",
    "Sentence",
    "Since",
    "SourceDescription",
    "SourceEntry",
    "Span",
    "State",
    "Status",
    "Topic",
    "Translation",
    "batch",
    "sifted",
]
