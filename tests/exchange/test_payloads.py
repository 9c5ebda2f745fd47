"""No payload gets out of a table or a page that is opened in another program."""

import csv
import io
from email.message import EmailMessage
from html.parser import HTMLParser

from incidentkit.exchange.genuine_list import Form, Genuine, written
from incidentkit.exchange.mail import read_mail
from incidentkit.exchange.spreadsheet import harmless
from tests.drafting.payloads import PAYLOADS

FOUND = [Genuine(p, p, "https://ashcombe.example.org", p, p) for p in PAYLOADS]
ALLOWED = {"section", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "a"}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.led_to: set[str | None] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.led_to |= {value for name, value in attrs if name != "scope"}


def test_a_spreadsheet_works_no_cell_out_and_loses_none() -> None:
    table = written(Form.CSV, "Ashcombe", "today", FOUND)
    rows = list(csv.reader(io.StringIO(table, newline="")))[1:]
    assert len(rows) == len(PAYLOADS)
    cells = [cell for row in rows for cell in row] + [harmless(p) for p in PAYLOADS]
    assert not any(cell[:1] in {*"=+-@\t\r", "\uff1d"} for cell in cells)
    assert [harmless(p).removeprefix("'") for p in PAYLOADS] == [
        p.removeprefix("'") for p in PAYLOADS
    ]


def test_a_page_has_no_mark_up_but_our_own() -> None:
    tags = Tags()
    tags.feed(written(Form.HTML, "Ashcombe", "today", FOUND))
    assert tags.seen <= ALLOWED
    assert tags.led_to == {"https://ashcombe.example.org"}


def test_a_letter_with_payloads_is_read_as_words() -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "reporter@echo.example.org", "A question"
    letter.set_content("\n\n".join(PAYLOADS))
    mail = read_mail(letter.as_bytes(), "question.eml")
    assert mail.subject == "A question"
    assert "{{ handle.__class__ }}" in mail.body
