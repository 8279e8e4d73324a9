"""Mail that is signed, and mail that only its recipient can read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dkim
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from letters import EXPECTED, LETTER, hand_split, letter, longest_line, parsed

from briefing.errors import ConfigError, MailError
from briefing.operations.sealing import sealed
from briefing.publish.message import message
from briefing.settings import BriefSettings, MailSettings, parse_settings

NOW = datetime(2031, 11, 15, 6, 5, tzinfo=UTC)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@pytest.fixture(scope="session")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(key: Key, form: serialization.PrivateFormat = serialization.PrivateFormat.PKCS8) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def certificate(key: Key, address: str = LETTER.recipient, days: int = 0, **extensions: x509.ExtensionType) -> bytes:
    """Return a certificate of ten days around a day, ``days`` from now."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Analyst")])
    moment = NOW + timedelta(days=days)
    builder = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=5))
        .not_valid_after(moment + timedelta(days=5))
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name(address)]), critical=False)
    )
    for extension in extensions.values():
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def usage(*, encipherment: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=encipherment, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


@pytest.fixture
def mail(tmp_path: Path, key: rsa.RSAPrivateKey) -> MailSettings:
    """Settings with a folder of certificates and a key that signs."""
    (tmp_path / "dkim.pem").write_bytes(pem(key))
    (tmp_path / "dkim.pem").chmod(0o600)
    text = f'[mail]\nfrom = "{LETTER.sender}"\ndkim_key = "dkim.pem"\ndkim_selector = "s1"\ncertificates = "."'
    return parse_settings(text, tmp_path / "briefing.toml").mail


def brief(*, encrypt: bool) -> BriefSettings:
    text = f'[mail]\ncertificates = "c"\n[brief.daily]\nsources = ["x"]\ntlp = "red"\nencrypt = {str(encrypt).lower()}'
    return parse_settings(text, Path("/srv/briefing.toml")).briefs[0]


OPEN, SECRET = brief(encrypt=False), brief(encrypt=True)


def verified(content: bytes, key: rsa.RSAPrivateKey) -> bool:
    """Check a signature with the key in an invented zone."""
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    record = b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])
    zone = {b"s1._domainkey.example.org.": record}
    return bool(dkim.verify(content, dnsfunc=lambda name, **_: zone.get(name)))


@pytest.mark.parametrize("form", [serialization.PrivateFormat.PKCS8, serialization.PrivateFormat.TraditionalOpenSSL])
def test_a_signed_mail_is_the_mail_with_its_signature(
    mail: MailSettings, key: rsa.RSAPrivateKey, form: serialization.PrivateFormat
) -> None:
    Path(mail.dkim_key).write_bytes(pem(key, form))
    content = sealed(LETTER, OPEN, mail, NOW)
    assert content.endswith(message(LETTER))
    assert sorted(hand_split(content)) == sorted({"dkim-signature", *EXPECTED})
    assert longest_line(content) <= 998
    assert verified(content, key)
    signature = re.sub(rb"\s", b"", content.split(b"\r\nFrom:")[0])
    assert b"c=relaxed/relaxed" in signature
    assert b"d=example.org;" in signature
    listed = re.search(rb"h=([^;]*)", signature)
    assert listed
    assert {name: listed[1].split(b":").count(name) for name in (b"from", b"to", b"subject")} == {
        b"from": 2, b"to": 2, b"subject": 2
    }  # fmt: skip


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.replace(b"Subject: Norland", b"Subject: Nordland"),
        lambda content: content.replace(b"\r\nTo:", b"\r\nSubject: another\r\nTo:"),
        lambda content: b"From: eve@evil.example\r\n" + content,
        lambda content: content.replace(b"\r\nTo:", b"\r\nTo: eve@evil.example\r\nTo:"),
        lambda content: content + b"more\r\n",
    ],
)
def test_a_change_on_the_way_breaks_the_signature(
    mail: MailSettings, key: rsa.RSAPrivateKey, spoil: Callable[[bytes], bytes]
) -> None:
    content = sealed(LETTER, OPEN, mail, NOW)
    assert spoil(content) != content
    assert not verified(spoil(content), key)


def test_white_space_on_the_way_does_not(mail: MailSettings, key: rsa.RSAPrivateKey) -> None:
    content = sealed(LETTER, OPEN, mail, NOW)
    assert verified(content.replace(b"Subject: Norland and", b"Subject:   Norland\r\n and"), key)


@pytest.mark.parametrize("wrong", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_key_that_cannot_sign_is_refused_and_not_shown(mail: MailSettings, wrong: bytes) -> None:
    Path(mail.dkim_key).write_bytes(wrong)
    with pytest.raises(ConfigError, match=r"mail\.dkim_key"):
        sealed(LETTER, OPEN, mail, NOW)


def test_an_elliptic_key_and_a_key_that_others_can_read_are_refused(mail: MailSettings) -> None:
    Path(mail.dkim_key).write_bytes(pem(ec.generate_private_key(ec.SECP256R1())))
    with pytest.raises(ConfigError, match=r"mail\.dkim_key"):
        sealed(LETTER, OPEN, mail, NOW)
    Path(mail.dkim_key).chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        sealed(LETTER, OPEN, mail, NOW)


def test_without_options_it_is_the_letter(mail: MailSettings) -> None:
    assert sealed(LETTER, OPEN, replace(mail, dkim_key="", dkim_selector=""), NOW) == message(LETTER)


def filed(mail: MailSettings, content: bytes, address: str = LETTER.recipient) -> None:
    Path(mail.certificates, f"{address}.pem").write_bytes(content)


def test_an_encrypted_mail_tells_nothing_and_its_owner_reads_all(mail: MailSettings, key: rsa.RSAPrivateKey) -> None:
    filed(mail, certificate(key))
    content = sealed(LETTER, SECRET, mail, NOW)
    read = parsed(content)
    assert verified(content, key)
    assert sorted(hand_split(content)) == sorted(
        {"dkim-signature", "content-transfer-encoding", "content-disposition", *EXPECTED} - {"content-language"}
    )
    assert read["Subject"] == "Diplomatic brief, 15 November 2031 [TLP:RED]"
    assert (read.get_content_type(), read.get_param("smime-type")) == ("application/pkcs7-mime", "enveloped-data")
    for word in (b"Norland", b"prisoners", b"lists", b"%PDF", b"AMBER"):
        assert word not in content
    enveloped = read.get_content()
    assert b"\x60\x86\x48\x01\x65\x03\x04\x01\x2a" in enveloped  # aes256-CBC
    inside = decrypted(enveloped, mail, key)
    assert [part.get_content_type() for part in parsed(inside).walk()][2:] == [
        *("text/plain", "text/html", "application/pdf")
    ]


def decrypted(enveloped: bytes, mail: MailSettings, key: rsa.RSAPrivateKey) -> bytes:
    owner = x509.load_pem_x509_certificate(Path(mail.certificates, f"{LETTER.recipient}.pem").read_bytes())
    return pkcs7.pkcs7_decrypt_der(enveloped, owner, key, [])


MAIL = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
WRONG: dict[str, Callable[[rsa.RSAPrivateKey], bytes]] = {
    "expired": lambda key: certificate(key, days=-6),
    "not valid before": lambda key: certificate(key, days=6),
    "another address": lambda key: certificate(key, "other@example.net"),
    "is no certificate": lambda key: b"none" + pem(key),
    "another kind than RSA": lambda _key: certificate(ec.generate_private_key(ec.SECP256R1())),
    "not meant": lambda key: certificate(key, usage=usage(encipherment=False)),
    "not meant for the encryption of mail": lambda key: certificate(
        key, meant=x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    ),
}


@pytest.mark.parametrize("said", WRONG)
def test_no_valid_certificate_no_mail(mail: MailSettings, key: rsa.RSAPrivateKey, said: str) -> None:
    filed(mail, WRONG[said](key))
    with pytest.raises(MailError, match=f"no mail to {LETTER.recipient}: .*{said}"):
        sealed(LETTER, SECRET, mail, NOW)


def test_no_certificate_no_mail(mail: MailSettings) -> None:
    with pytest.raises(MailError, match="No such file"):
        sealed(LETTER, SECRET, mail, NOW)


def test_a_certificate_that_says_what_it_is_for_serves(mail: MailSettings, key: rsa.RSAPrivateKey) -> None:
    filed(mail, certificate(key, LETTER.recipient.upper(), usage=usage(encipherment=True), meant=MAIL))
    assert b"Norland" not in sealed(LETTER, SECRET, mail, NOW)


@pytest.mark.parametrize("recipient", ["../x@example.net", "/etc/x@example.net", ".x@example.net"])
def test_an_address_is_no_path(mail: MailSettings, key: rsa.RSAPrivateKey, recipient: str) -> None:
    Path(mail.certificates, "sub").mkdir()
    filed(replace(mail, certificates=str(Path(mail.certificates))), certificate(key, recipient), "x@example.net")
    with pytest.raises(MailError, match="no certificate can be filed"):
        sealed(letter(recipient=recipient), SECRET, mail, NOW)


@pytest.mark.parametrize(
    ("package", "extra", "settings"), [("dkim", "dkim", OPEN), ("cryptography.x509", "smime", SECRET)]
)
def test_a_package_that_is_not_installed_is_asked_for(
    mail: MailSettings, monkeypatch: pytest.MonkeyPatch, package: str, extra: str, settings: BriefSettings
) -> None:
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises((ConfigError, MailError), match=rf"pip install 'briefing\[{extra}\]'"):
        sealed(LETTER, settings, mail, NOW)
