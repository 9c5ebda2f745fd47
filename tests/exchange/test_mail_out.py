"""An e-mail that is not sent yet: as a file, and as an address."""

import email
import email.policy
from urllib.parse import unquote, unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.errors import FileThereError, InvalidValueError, ReadOnlyError
from incidentkit.exchange.compose_link import LONGEST_ADDRESS
from incidentkit.exchange.mail_out import (
    LARGEST_MAIL,
    LONGEST_SUBJECT,
    Enclosure,
    Letter,
    file_name,
    mail_link,
    unsent_mail,
)
from incidentkit.exchange.text_file import text_file
from incidentkit.vault.folder import write_new

WELSH = "Mae Tŷ'r Cyngor ar gau: dŵr, ŷd, ŵy.\n\nDiolch — “Ashcombe”."


def read(data: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def test_it_opens_as_a_draft_of_whoever_opens_it() -> None:
    made = unsent_mail(Letter("Council notice", "Bins.", ("press@ashcombe.example",)))
    said = read(made)
    assert said["X-Unsent"] == "1"
    assert said["To"] == "press@ashcombe.example"
    assert said["From"] is None
    assert said["Date"] is None
    assert said.get_content() == "Bins.\r\n" or said.get_content() == "Bins.\n"


def test_every_line_ends_as_mail_wants_it_and_none_is_too_long() -> None:
    made = unsent_mail(Letter("Ŵ" * 300, "ŷ" * 5_000 + "\r" + "x" * 3_000))
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert b"\r" not in made.replace(b"\r\n", b"")
    assert max(map(len, made.split(b"\r\n"))) <= 998
    assert made.isascii()


def test_welsh_arrives_as_it_was_written() -> None:
    said = read(unsent_mail(Letter("Hysbysiad: Tŷ'r Cyngor", WELSH)))
    assert said["Subject"] == "Hysbysiad: Tŷ'r Cyngor"
    assert said.get_content().replace("\r\n", "\n").rstrip("\n") == WELSH


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_nothing_in_a_subject_becomes_a_header(end: str) -> None:
    said = read(unsent_mail(Letter(f"Notice{end}Bcc: evil@example.org", "Bins.")))
    assert said["Subject"] == "Notice Bcc: evil@example.org"
    assert said["Bcc"] is None
    assert set(said.keys()) == {
        "X-Unsent",
        "Subject",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }


@given(st.text(max_size=120), st.text(max_size=200))
def test_whatever_is_in_it_the_headers_are_ours(subject: str, body: str) -> None:
    said = read(unsent_mail(Letter(subject, body)))
    assert len(said.keys()) == 5
    assert not said.is_multipart()
    lines = body.replace("\r\n", "\n").replace("\r", "\n")
    kept = lines.encode("utf-8", "replace").decode().rstrip("\n")
    assert said.get_content().replace("\r\n", "\n").rstrip("\n") == kept


@pytest.mark.parametrize(
    "to",
    [
        "",
        "press",
        "press@",
        "press@ashcombe",
        "press@ashcombe.example\nBcc: evil@example.org",
        "a@b.example, c@d.example",
        "Press <press@ashcombe.example>",
        "tŷ@ashcombe.example",
        "two words@ashcombe.example",
    ],
)
def test_a_recipient_is_one_address(to: str) -> None:
    with pytest.raises(InvalidValueError, match="not-a-mail-address"):
        unsent_mail(Letter("Notice", "Bins.", (to,)))
    with pytest.raises(InvalidValueError, match="not-a-mail-address"):
        mail_link(Letter("Notice", "Bins.", (to,)))


def test_a_picture_goes_along_with_its_words() -> None:
    picture = Enclosure("arfbais tŷ.png", b"\x89PNG", "The crest\r\nX-Evil: 1 — ŷ")
    said = read(unsent_mail(Letter("Notice", "Bins.", enclosures=(picture,))))
    (part,) = said.iter_attachments()
    assert part.get_content_type() == "image/png"
    assert part.get_filename() == "arfbais tŷ.png"
    assert part.get_content() == b"\x89PNG"
    assert part["Content-Description"] == "The crest X-Evil: 1 — ŷ"
    assert part["X-Evil"] is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\a\\b.png", "C--a-b.png"),
        ("a\r\nX-Evil: 1.png", "a X-Evil- 1.png"),
        ("", "picture"),
        (" . ", "picture"),
        ("x" * 300 + ".png", "x" * 76 + ".png"),
    ],
)
def test_a_picture_is_called_something_harmless(name: str, kept: str) -> None:
    assert file_name(name) == kept


def test_what_no_mail_program_sends_is_refused() -> None:
    large = Enclosure("a.png", b"x" * (LARGEST_MAIL + 1))
    with pytest.raises(InvalidValueError, match="too-large-to-mail"):
        unsent_mail(Letter("Notice", "Bins.", enclosures=(large,)))


def test_a_mail_address_holds_it_all_byte_by_byte() -> None:
    letter = Letter("Tŷ & gardd", "One\nTwo & ŵ?", ("a+b@ashcombe.example",))
    assert mail_link(letter) == (
        "mailto:a%2Bb@ashcombe.example?subject=T%C5%B7%20%26%20gardd"
        "&body=One%0D%0ATwo%20%26%20%C5%B5%3F"
    )


def test_several_recipients_and_none() -> None:
    two = Letter("N", "B", ("a@b.example", "c@d.example"))
    assert mail_link(two).startswith("mailto:a@b.example,c@d.example?subject=N")
    assert mail_link(Letter("N", "B")) == "mailto:?subject=N&body=B"


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_mail_address_has_two_parts_whatever_is_in_it(
    subject: str, body: str
) -> None:
    link = mail_link(Letter(subject, body))
    head, _, rest = link.partition("?")
    assert head == "mailto:"
    said, _, words = rest.partition("&")
    assert said.startswith("subject=")
    assert words.startswith("body=")
    assert unquote_to_bytes(words.removeprefix("body=")).count(b"\r") == (
        body.replace("\r\n", "\n").count("\n") + body.replace("\r\n", "\n").count("\r")
    )
    assert "\n" not in unquote(said)


def test_what_is_too_long_for_an_address_gives_none() -> None:
    short = len(mail_link(Letter("N", "")))
    assert (
        len(mail_link(Letter("N", "x" * (LONGEST_ADDRESS - short)))) == LONGEST_ADDRESS
    )
    assert mail_link(Letter("N", "x" * (LONGEST_ADDRESS - short + 1))) == ""
    assert len(read(unsent_mail(Letter("x" * 300, "")))["Subject"]) == LONGEST_SUBJECT


@pytest.mark.parametrize(
    ("line_end", "data"),
    [("\n", b"One\nT\xc5\xb7\n"), ("\r\n", b"One\r\nT\xc5\xb7\r\n")],
)
def test_a_plain_file_has_the_line_ends_of_its_system(line_end, data) -> None:
    assert text_file("One\r\nTŷ", line_end) == data
    assert text_file("One\nTŷ\n\n", line_end) == data


def test_no_file_is_written_over(tmp_path) -> None:
    path = tmp_path / "notice.txt"
    write_new(path, b"one")
    with pytest.raises(FileThereError):
        write_new(path, b"two")
    assert path.read_bytes() == b"one"
    path.chmod(0o600)


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch) -> None:
    def full(handle: int) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("incidentkit.vault.folder.os.fsync", full)
    with pytest.raises(ReadOnlyError):
        write_new(tmp_path / "notice.txt", b"one")
    assert list(tmp_path.iterdir()) == []
