"""A saved e-mail is read for what a person would see in it, and nothing else."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.errors import FileUnreadableError
from incidentkit.exchange.mail import LONGEST_BODY, MOST_BYTES, read_mail
from tests.exchange.outlook import outlook_message

SENT = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
PLAIN = b"""From: "Robin Vale" <robin.vale@ashcombe-gazette.example>
To: press@ashcombe.example
Subject: Council account posts
Date: Tue, 10 Mar 2026 09:30:00 +0000
Content-Type: text/plain; charset=utf-8

Who posted this?

Robin
"""
HTML = PLAIN.replace(b"text/plain", b"text/html").replace(
    b"Who posted this?",
    b"<style>p {color: red}</style><p>Who <b>posted</b> this?</p><script>x()</script>",
)


def test_a_plain_message_is_read() -> None:
    mail = read_mail(PLAIN, "question.eml")

    assert (mail.name, mail.address) == (
        "Robin Vale",
        "robin.vale@ashcombe-gazette.example",
    )
    assert mail.subject == "Council account posts"
    assert mail.sent_ms == int(SENT.timestamp() * 1000)
    assert mail.body == "Who posted this?\n\nRobin"


def test_a_page_is_read_as_its_words() -> None:
    body = read_mail(HTML, "question.eml").body

    assert "Who posted this?" in " ".join(body.split())
    assert "color" not in body
    assert "x()" not in body


def test_attachments_are_named_and_not_read() -> None:
    data = PLAIN.replace(
        b"Content-Type: text/plain; charset=utf-8\n\nWho posted this?",
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nWho posted this?\n--b\n"
        b"Content-Type: image/png\nContent-Disposition: attachment; "
        b'filename="post.png"\n\nxx\n--b--',
    )

    mail = read_mail(data, "question.eml")

    assert mail.attachments == ("post.png",)
    assert mail.body.startswith("Who posted this?")


def test_a_message_of_outlooks_is_read() -> None:
    data = outlook_message(
        "Council account posts",
        '"Robin Vale" <robin.vale@ashcombe-gazette.example>',
        "Who posted this?\r\n\r\nRobin",
        int(SENT.timestamp() * 1000),
    )

    mail = read_mail(data, "question.msg")

    assert mail.name == "Robin Vale"
    assert mail.address == "robin.vale@ashcombe-gazette.example"
    assert mail.subject == "Council account posts"
    assert mail.sent_ms == int(SENT.timestamp() * 1000)
    assert mail.body == "Who posted this?\n\nRobin"


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Subject: no sender\n\nx"],
    ids=["empty", "no message", "half a compound file", "nobody wrote it"],
)
def test_what_is_no_message_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(FileUnreadableError) as refused:
        read_mail(data, "odd.eml")

    assert "odd.eml" in refused.value.args


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileUnreadableError):
        read_mail(b"From: a@b.example\n\n" + b"x" * MOST_BYTES, "huge.eml")


@given(st.binary(max_size=2_000))
def test_no_bytes_do_anything_else_than_be_read_or_refused(data: bytes) -> None:
    for start in (b"", b"From: a@b.example\n", outlook_message("a", "b", "c")[:900]):
        try:
            mail = read_mail(start + data, "any.eml")
        except FileUnreadableError:
            continue
        assert len(mail.body) <= LONGEST_BODY
        assert mail.name.isprintable()
