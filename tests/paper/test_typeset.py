"""Documents are made from data that stays data."""

import subprocess

import msgspec
import pytest

from incidentkit.errors import FileUnreadableError, TypesettingError
from incidentkit.paper import typeset as paper
from incidentkit.paper.characters import Typefaces
from incidentkit.paper.typeset import typeset
from tests.drafting.payloads import PAYLOADS

MADE = 1_795_245_000_000
HOSTILE = (
    '#read("/etc/passwd")',
    "#sys.inputs",
    '#include "report.typ"',
    "$x^2$ *bold* _slanted_ `code` @ref <label>",
    "= A heading",
    "- an item\n+ another",
    '#link("https://evil.example")[here]',
    "https://evil.example/x",
    "\\#panic() // comment /* more */",
    "]#pagebreak()[",
    '"} #let data = "',
    "--- ~~~ ... -- -?",
)
# A report as the records room hands it over, reduced to one of each block.
BLOCKS = (
    {"type": "paragraphs", "texts": ["{it}"]},
    {"type": "listing", "label": "{it}", "items": ["{it}"]},
    {
        "type": "details",
        "title": "{it}",
        "codes": ["Code"],
        "rows": [["{it}", "{it}"], ["Code", "{it}"]],
    },
    {
        "type": "table",
        "head": ["A", "B"],
        "rows": [["{it}", "{it}"]],
        "shares": [1, 2],
        "codes": [1],
    },
    {"type": "quotation", "text": "{it}"},
)


def report(text="Words", blocks=BLOCKS, **more):
    filled = msgspec.json.decode(
        msgspec.json.encode(blocks).replace(b'"{it}"', msgspec.json.encode(text))
    )
    top = {
        "kind": "Incident report",
        "title": text,
        "council": "Ashcombe District Council",
        "reference": "261121-ABCD",
        "handling": "OFFICIAL-SENSITIVE",
        "made": "Made by Asha Lead.",
        "times": "Times are UK local time, UTC+00:00 (GMT).",
        "sections": [{"heading": text, "blocks": filled}],
    }
    return {**top, **more}


def text_of(pdf, peer, *options):
    command = [peer("pdftotext"), "-q", *options, "-", "-"]
    ended = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return ended.stdout.decode()


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_people_write_is_ever_run(text, peer):
    pdf = typeset(report(text), "report.typ", MADE)
    shown = text_of(pdf, peer)
    assert squeezed(shown).count(squeezed(text)) >= 8, shown
    assert "root:" not in shown
    assert b"/URI" not in pdf, "a link came of it"


def test_no_payload_gets_out_of_a_document(peer):
    told = {"type": "paragraphs", "texts": list(PAYLOADS)}
    pdf = typeset(report("Words", [told]), "report.typ", MADE)
    shown = squeezed(text_of(pdf, peer))
    plain = [p for p in PAYLOADS if p.isascii() and p.isprintable() and len(p) < 60]
    assert [p for p in plain if squeezed(p) not in shown] == []
    assert "root:" not in shown
    assert not any(name in pdf for name in (b"/URI", b"/Launch", b"/JavaScript"))


def test_the_same_data_and_time_make_the_same_bytes():
    assert typeset(report(), "report.typ", MADE) == typeset(
        report(), "report.typ", MADE
    )
    assert typeset(report(), "report.typ", MADE) != typeset(
        report(), "report.typ", MADE + 10_000
    )


def test_a_document_is_for_everyone_and_for_the_archive():
    pdf = typeset(report("A title"), "report.typ", MADE)
    assert pdf.startswith(b"%PDF-1.7")
    for said in (
        b"<pdfuaid:part>1<",
        b"<pdfaid:part>2<",
        b"<pdfaid:conformance>A<",
        b"/Lang(en-GB)",
        b"/MarkInfo",
        b"A title",
    ):
        assert said in pdf, said
    assert b"/FontFile" in pdf or b"/FontFile3" in pdf


def test_every_page_says_whose_it_is_how_to_handle_it_and_which_it_is(peer):
    rows = [[f"{n}", "Asha Lead", f"Line {n} of the log"] for n in range(120)]
    table = {"type": "table", "head": ["Time", "Who", "What happened"], "rows": rows}
    blocks = [{**table, "shares": [1, 1, 3], "codes": []}]
    pages = text_of(typeset(report(blocks=blocks), "report.typ", MADE), peer).split(
        "\f"
    )
    pages = [page for page in pages if page.strip()]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "Ashcombe District Council" in page
        assert "261121-ABCD" in page
        assert "OFFICIAL-SENSITIVE" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "What happened" in page, "the head of the table is not repeated"
    assert all(f"Line {n} of the log" in "".join(pages) for n in range(120))


def test_a_crowded_report_loses_nothing_at_the_edge_of_the_page(peer):
    word, address = "x" * 900, "https://example.org/" + "a" * 400
    text = f"{word} {address} Wŷl \U0001f600"
    pdf = typeset(report(text), "report.typ", MADE)
    box = (36, 0, 595 - 36)  # a page's width in points, less the smallest margin
    command = ["-x", "0", "-W", "595", "-bbox"]
    words = text_of(pdf, peer, *command)
    edges = [float(part.split('"')[0]) for part in words.split('xMax="')[1:]]
    assert edges
    assert max(edges) <= box[2]
    shown = squeezed(text_of(pdf, peer))
    assert shown.count(word) + shown.count(address) >= 2
    assert "Wŷl[grinningface]" in shown


def test_a_note_of_twenty_thousand_characters_goes_over_pages(peer):
    text = "A long story. " * 1400
    shown = text_of(typeset(report(text), "report.typ", MADE), peer)
    assert shown.count("story") >= 1400 * 8


def test_an_empty_report_is_a_page():
    assert typeset(report(sections=[]), "report.typ", MADE).startswith(b"%PDF")


def test_every_character_of_the_table_has_a_shape(monkeypatch):
    letters = Typefaces.embedded().all_shown
    assert len(letters) > 3000
    blocks = [
        {"type": "paragraphs", "texts": [" ".join(letters)]},
        {"type": "details", "title": " ".join(letters), "rows": [], "codes": []},
    ]
    typeset(report(blocks=blocks), "report.typ", MADE)
    # The check can fail: without the table, a character without a shape stops it.
    monkeypatch.setattr(paper, "printable", lambda text, _: text)
    with pytest.raises(TypesettingError):
        typeset(report("\U0001f600"), "report.typ", MADE)


def test_what_cannot_be_typeset_says_so(tmp_path, monkeypatch):
    with pytest.raises(FileUnreadableError):
        typeset(report(), "no-such.typ", MADE)
    with pytest.raises(TypesettingError):
        typeset({"title": "nothing else"}, "report.typ", MADE)
    for made_ms in (-1, 1 << 80):  # a clock that cannot be right stops nobody
        assert typeset(report(), "report.typ", made_ms).startswith(b"%PDF")
    monkeypatch.setattr(
        paper, "resource_path", lambda *parts: tmp_path.joinpath(*parts)
    )
    with pytest.raises(FileUnreadableError):
        typeset(report(), "report.typ", MADE)
