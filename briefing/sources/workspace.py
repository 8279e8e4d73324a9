"""Lay out a workspace: a commented ``briefing.toml`` and the folders that it names."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import ConfigError

CONFIG, DESCRIPTIONS = "briefing.toml", "sources.toml"
FOLDERS = ("inbox", "out")

# A line that begins with «# » and a key shows that key's default.
EXAMPLE = """\
# Settings of briefing. Paths are relative to this file; a line with # before its key shows the default.
#
#   briefing make -b daily      make the brief below once
#   briefing run --due          make and deliver what is due, once (for cron)
#   briefing schedule           do so day after day

[mail]
from = "briefing@example.org"
# server = "outbox:outbox"            # a folder of .eml files; or "smtp://host:25", "smtps://host:465"
# user = ""                           # its password: BRIEFING_MAIL_PASSWORD in the environment, never here,
# password_file = ""                  # or a file that only you can read (chmod 600),
# keyring = ""                        # or the name of a service in the keyring (pip install "briefing[keyring]")
# ca_file = ""                        # certificates of an authority of your own, instead of the system's
# dkim_key = ""                       # a file with the key that signs (pip install "briefing[dkim]"), and its name:
# dkim_selector = ""
# dkim_domain = ""                    # "": the domain of from
# certificates = ""                   # a folder of <address>.pem, for encrypt (pip install "briefing[smime]")

[store]
# url = "sqlite:briefing.db"          # what was made and sent; archive/ lies beside it

[translation]
# translator = ""                     # of what no source tells in the brief's language: "argos", on this machine
#                                     # (pip install "briefing[argos]"), or a LibreTranslate: "http://127.0.0.1:5000"
# api_key_file = ""                   # its key, or BRIEFING_TRANSLATION_KEY in the environment,
# keyring = ""                        # or the name of a service in the keyring (its user: translation)
# ca_file = ""                        # certificates of an authority of your own
# seconds = 60                        # that all translations of a brief may take
# send_restricted = false             # true: TLP:RED and TLP:AMBER+STRICT may go to another machine too

[descriptions]
# file = ""                           # who the sources are; "": sources.toml beside this file, if it is there

[notices]
# command = []                        # told what you must know, as JSON on its standard input: ["logger", "-t", "b"]

[brief.daily]
sources = ["inbox"]                   # folders, files, patterns such as "inbox/*.html", and addresses of pages and
                                      # feeds: "https://example.org/feed.xml", or a .txt with an address a line
recipients = ["analyst@example.org"]
# every = "day"                       # "day", "weekday", "week", "month" or days: ["mon", "thu"]
# at = "06:00"
# timezone = "UTC"                    # e.g. "Europe/Amsterdam"
# title = ""                          # "": taken from the documents
# lang = "en"                         # of headings: de, en, es, fr or nl; quotations stay as they are
# tlp = ""                            # "": no label; "RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"
# template = "diplomatic"             # "one-page", "cable", or the path of yours: "./mine" (briefing template copy)
# quick = false                       # true: each sentence is read alone, less often right, in a third of the time
# subject = []                        # words or names: what speaks of none of them is left out
# example = ""                        # a file with a text on the event that is meant; "": the one most tell of
# events = "main"                     # of several: the one most tell of; "sections": all, one after the other
#                                     # in one brief; "briefs": a brief on each, all in one mail
# formats = ["md", "pdf"]             # and "html", "json"
# empty = "send"                      # when there is nothing to brief on: "send" says so, "skip" sends nothing
# catch_up = "latest"                 # after downtime: "latest" is one brief for all, "all" each, "skip" none
# max_lateness = ""                   # "": no limit; "12h": a brief later than that is not made
# retention = 0                       # days that editions are kept in the archive; 0: for ever
# encrypt = false                     # true: no mail to a recipient without a valid certificate
# out = "out"
"""

DESCRIBED = """\
# Who your sources are. A brief prints it beside each of them; the program knows none by itself and judges none.
# It takes a document for a source's by the host of its address, else by the name of its publisher; an agency by the
# credits of a document. Every key may be left out.
#
# reliability is your own judgement of the source, by the Admiralty code (NATO STANAG 2511):
#   A  completely reliable: tried and trusted
#   B  usually reliable: right in the past, some doubt is left
#   C  fairly reliable: right at times
#   D  not usually reliable: wrong more often than right
#   E  unreliable: not worth any confidence
#   F  cannot be judged: not used before
#
# [source."The Courier"]
# names = ["Courier", "The Courier on Sunday"]  # other names of it
# hosts = ["courier.example"]                   # and all under it: www.courier.example, sport.courier.example
# kind = "newspaper"                            # or "magazine", "broadcaster", "agency", "website", "government",
#                                               # "organisation", "institute", "ngo", "company", "individual"
# country = "NL"                                # two capitals of ISO 3166-1
# owner = "Courier Press"                       # what one owner prints counts once; three that differ can make an item
#                                               # «confirmed» (1)
# language = "nl"                               # ISO 639
# reliability = "B"
# wire_agency = false                           # true: others print its texts, with a credit: «LORDAL (NAME) —»
"""


def create(folder: Path) -> tuple[Path, ...]:
    """Write the example settings and the empty folders, overwriting nothing; return what was made."""
    config, descriptions = folder / CONFIG, folder / DESCRIPTIONS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with config.open("x", encoding="utf-8") as file:
            file.write(EXAMPLE)
        written = [config] if descriptions.exists() else [config, descriptions]
        if descriptions in written:
            descriptions.write_text(DESCRIBED, encoding="utf-8")
        made = [path for path in (folder / name for name in FOLDERS) if not path.exists()]
        for path in made:
            path.mkdir()
    except FileExistsError as error:
        raise ConfigError(f"{error.filename} exists already: it was left as it is") from error
    except OSError as error:
        raise ConfigError(f"{error.filename} cannot be written: {error.strerror}") from error
    return (*written, *made)
