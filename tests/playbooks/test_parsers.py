"""The quick parser takes what the slow one takes, and the slow one says what is wrong."""

from hypothesis import given, settings
from hypothesis import strategies as st

from incidentkit.errors import PlaybookRefusedError
from incidentkit.playbooks.copies import shipped_texts
from incidentkit.playbooks.source import read_nodes, read_slowly
from tests.long_form import LONG

SHIPPED = [text.text for text in shipped_texts()]
ODD = (
    *(
        ": ",
        "- ",
        "\n",
        "  ",
        "'",
        '"',
        "{",
        "? ",
        " #",
        "|2\n",
        ">-\n",
        "!!str ",
        "&a ",
    ),
    *("*a", "---\n", "...\n", "%YAML 1.1\n", "\\x", "@", "`", "\u00a0", "\ufffe"),
)


def as_read(read, text):
    try:
        return read(text, "any.yaml")
    except PlaybookRefusedError as error:
        return error.rule, error.line, error.detail, error.hint


@settings(max_examples=5000 if LONG else 100)
@given(st.data())
def test_both_parsers_take_the_same_texts_and_read_the_same_in_them(data):
    lines = data.draw(st.sampled_from(SHIPPED)).split("\n")
    first = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[: first + 1][-30:])
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 3))
        text = text[:place] + data.draw(st.sampled_from(ODD)) + text[place + gone :]
    quick, slow = as_read(read_nodes, text), as_read(read_slowly, text)
    # Only what nobody would see is refused before either looks.
    assert quick == slow or quick[0] in {"hidden-character", "tab"}
