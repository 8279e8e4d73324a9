"""A mail that only its recipient can read (S/MIME, RFC 8551); where that cannot be had, there is no mail.

Whoever fills the folder of certificates vouches for them: their issuers are not asked.
"""

from __future__ import annotations

from base64 import encodebytes
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import MailError
from briefing.publish.headers import written
from briefing.publish.message import Letter, enclosed, entity, neutral_subject

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_HEAD = [
    ("Content-Type", 'application/pkcs7-mime; smime-type=enveloped-data;\r\n name="smime.p7m"'),
    ("Content-Transfer-Encoding", "base64"),
    ("Content-Disposition", 'attachment; filename="smime.p7m"'),
]


def encrypted(letter: Letter, certificates: Path, now: datetime, label: str = "") -> bytes:
    """Return a letter as a mail for the owner of its recipient's certificate, with a Subject that tells no news.

    ``certificates`` holds ``<address>.pem``.  Raises MailError where there is none, or none that is valid now and
    made out to this address.  Each call gives other bytes: the key of the content is drawn anew.
    """
    certificate = _certificate(letter.recipient, certificates)
    if wrong := _wrong(certificate, letter.recipient, now):
        raise MailError(f"no mail to {letter.recipient}: the certificate {wrong}")
    quiet = replace(letter, subject=neutral_subject(letter.lang, letter.date.date(), label))
    body = encodebytes(_enveloped(entity(letter), certificate)).replace(b"\n", b"\r\n")
    return enclosed(quiet, written(_HEAD) + b"\r\n" + body)


def _certificate(recipient: str, folder: Path) -> Certificate:
    try:
        from cryptography.x509 import load_pem_x509_certificate
    except ImportError as error:
        raise MailError("encrypt needs the package cryptography: pip install 'briefing[smime]'") from error
    if "/" in recipient or recipient.startswith("."):
        raise MailError(f"no mail to {recipient}: no certificate can be filed under this address")
    path = folder / f"{recipient}.pem"
    try:
        return load_pem_x509_certificate(path.read_bytes())
    except OSError as error:
        raise MailError(f"no mail to {recipient}: {path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise MailError(f"no mail to {recipient}: {path} is no certificate in PEM") from error


def _wrong(certificate: Certificate, recipient: str, now: datetime) -> str:
    """Say why a certificate must not be used for a recipient now, '' where it may."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    if now < certificate.not_valid_before_utc:
        return f"is not valid before {certificate.not_valid_before_utc:%Y-%m-%d}"
    if now > certificate.not_valid_after_utc:
        return f"expired on {certificate.not_valid_after_utc:%Y-%m-%d}"
    if recipient.lower() not in _addresses(certificate):
        return "is made out to another address"
    if not isinstance(certificate.public_key(), RSAPublicKey):
        return "has a key of another kind than RSA"
    return "" if _encrypts(certificate) else "is not meant for the encryption of mail"


def _addresses(certificate: Certificate) -> set[str]:
    from cryptography.x509 import ExtensionNotFound, NameOID, RFC822Name, SubjectAlternativeName

    try:
        names = certificate.extensions.get_extension_for_class(SubjectAlternativeName).value
        found = names.get_values_for_type(RFC822Name)
    except (ExtensionNotFound, ValueError):
        found = []
    subject = [str(each.value) for each in certificate.subject.get_attributes_for_oid(NameOID.EMAIL_ADDRESS)]
    return {address.lower() for address in [*found, *subject]}


def _encrypts(certificate: Certificate) -> bool:
    """Tell whether what a certificate says of its use allows mail to be encrypted; one that says nothing does."""
    from cryptography.x509 import ExtendedKeyUsage, ExtensionNotFound, KeyUsage
    from cryptography.x509.oid import ExtendedKeyUsageOID

    usages = certificate.extensions
    try:
        if not usages.get_extension_for_class(KeyUsage).value.key_encipherment:
            return False
    except ExtensionNotFound:
        pass
    try:
        meant = set(usages.get_extension_for_class(ExtendedKeyUsage).value)
    except ExtensionNotFound:
        return True
    return bool(meant & {ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE})


def _enveloped(content: bytes, certificate: Certificate) -> bytes:
    from cryptography.hazmat.primitives.ciphers.algorithms import AES256
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7EnvelopeBuilder, PKCS7Options

    builder = PKCS7EnvelopeBuilder().set_data(content).add_recipient(certificate)
    return builder.set_content_encryption_algorithm(AES256).encrypt(Encoding.DER, [PKCS7Options.Binary])
