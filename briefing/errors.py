"""What stops a run, as a tree.

BriefingError
├── ConfigError     the configuration or an option has a wrong key or value
├── SourceError     a source that was named cannot be used at all
├── NothingUsable   no document of the run could be read
├── RecordError     a brief.json that is not a brief's record
├── TemplateError   a template cannot be rendered
├── PublishError    a file cannot be written
├── MailError       a mail cannot be written as it must be, so it is not sent
├── TranslationError quotations are not translated, which stops no run
├── LedgerError     the ledger of the scheduled side cannot be read or written
└── HoldError       the scheduled side holds until a person says go on
"""

from __future__ import annotations


class BriefingError(Exception):
    """What stops a run; its text tells the user what to do next."""


class ConfigError(BriefingError):
    """A wrong key or value: the text names file, key and what was expected."""


class SourceError(BriefingError):
    """A source that was named does not exist or cannot be read."""


class NothingUsable(BriefingError):
    """Not one document could be used, so there is nothing to brief on."""


class RecordError(BriefingError):
    """The file given is not a brief's record."""


class TemplateError(BriefingError):
    """A template is missing or cannot be rendered."""


class PublishError(BriefingError):
    """A file of the brief cannot be written."""


class MailError(BriefingError):
    """A mail cannot be written so that it is read as it was meant, or not as secretly as its brief demands."""


class TranslationError(BriefingError):
    """A translator did not translate: the text is a reason of the frames, and costs the brief its translations only."""


class LedgerError(BriefingError):
    """The ledger cannot be read or written: its file, its folder or the disk."""


class HoldError(BriefingError):
    """The scheduled side holds: the text says why, and how it goes on."""
