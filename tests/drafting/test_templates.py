from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.fields import FIELDS, SECTIONS
from incidentkit.drafting.templates import (
    MOST_CHARACTERS,
    MOST_IN_A_VALUE,
    MOST_RENDERED,
    Template,
    load_templates,
    parse_template,
    render,
)
from incidentkit.errors import FileUnreadableError, TemplateRefusedError
from incidentkit.words.drafting import TEMPLATE_RULES

HEADER = "id: MT-01\nvariant: short\ntitle: Notice\naudience: public\npublic: yes\n"


def read(body: str) -> Template:
    return parse_template(f"{HEADER}---\n{body}", "mt.txt")


def refusal(source: str) -> tuple[int, str, str]:
    with pytest.raises(TemplateRefusedError) as refused:
        parse_template(source, "mt.txt")
    error = refused.value
    assert error.file == "mt.txt"
    assert error.rule in TEMPLATE_RULES
    return error.line, error.rule, error.detail


def test_a_template_is_filled_in() -> None:
    template = read("Ignore {{ handle }}, says {{council}}.\n")
    rendered = render(template, {"handle": "@AshcombeDC", "council": "Ashcombe"})
    assert rendered.text == "Ignore @AshcombeDC, says Ashcombe."
    assert rendered.missing == ()
    assert template.fields == ("handle", "council")


def test_what_is_not_filled_in_is_listed_once_and_stays_visible() -> None:
    template = read("{{handle}} {{ council }} {{ handle }}")
    rendered = render(template, {"council": " "})
    assert rendered.text == "{{ handle }} {{ council }} {{ handle }}"
    assert rendered.missing == ("handle", "council")


def test_a_part_is_left_out_unless_it_is_switched_on() -> None:
    template = read(
        "One.\n{{# emergency }}\nFollow {{ lead_agency }}.\n{{/ emergency }}\nTwo."
    )
    assert template.sections == ("emergency",)
    assert render(template, {}).text == "One.\nTwo."
    assert render(template, {}).missing == ()
    values = {"lead_agency": "the police"}
    on = render(template, values, {"emergency", "unheard-of"})
    assert on.text == "One.\nFollow the police.\nTwo."


def test_a_part_can_stand_inside_a_line() -> None:
    template = read("One{{# data }}, two{{/ data }}, three.")
    assert render(template, {}).text == "One, three."
    assert render(template, {}, ("data",)).text == "One, two, three."


def test_a_value_is_never_read_as_a_template() -> None:
    template = read("{{ handle }} {{ council }}")
    values = {"handle": "{{ council }} {{# data }}", "council": "Ashcombe"}
    assert render(template, values).text == "{{ council }} {{# data }} Ashcombe"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", (0, "no-divider", "")),
        (HEADER, (0, "no-divider", "")),
        (HEADER + "---\n", (7, "no-words", "")),
        (HEADER + "---\n \n\n", (7, "no-words", "")),
        ("---\nHello", (0, "heading-missing", "id")),
        ("id: MT-01\n---\nHello", (0, "heading-missing", "variant")),
        ("id: MT-01\nid: MT-02\n---\nHello", (2, "heading-twice", "id")),
        ("id: ../../x\n---\nHello", (1, "bad-heading", "id")),
        ("id: MT-01\nvariant: loud\n---\nHello", (2, "bad-heading", "variant")),
        ("title:\n---\nHello", (1, "bad-heading", "title")),
        ("title: " + "x" * 101 + "\n---\nHello", (1, "bad-heading", "title")),
        ("audience: all\n---\nHello", (1, "bad-heading", "audience")),
        ("public: maybe\n---\nHello", (1, "bad-heading", "public")),
        ("run: rm\n---\nHello", (1, "unknown-heading", "run")),
        ("no colon\n---\nHello", (1, "unknown-heading", "no colon")),
        (HEADER + "---\nOne\n{{ nobody }}", (8, "unknown-field", "nobody")),
        (HEADER + "---\nOne\n\n{{ a.b }}", (9, "not-a-field", "{{ a.b }}")),
        (HEADER + "---\n{{ handle", (7, "stray-braces", "")),
        (HEADER + "---\nOne\nTwo }} {{ handle }}", (8, "stray-braces", "")),
        (HEADER + "---\n{{ handle }}\n}}", (8, "stray-braces", "")),
        (HEADER + "---\n{{}}", (7, "not-a-field", "{{}}")),
        (HEADER + "---\n{{# nothing }}x", (7, "unknown-part", "nothing")),
        (HEADER + "---\nx\n{{# data }}\ny", (9, "part-not-closed", "data")),
        (HEADER + "---\n{{/ data }}x", (7, "parts-crossed", "data")),
        (HEADER + "---\n{{# data }}{{# late }}x", (7, "parts-crossed", "late")),
        (HEADER + "---\n{{# data }}{{/ late }}x", (7, "parts-crossed", "late")),
        (HEADER + "---\nOne\nTw\u202eo", (8, "hidden-character", "U+202E")),
        (HEADER + "---\nOne\u200b", (7, "hidden-character", "U+200B")),
        (HEADER + "---\nOne\x00", (7, "hidden-character", "U+0000")),
        (HEADER + "---\nOne\rTwo", (7, "hidden-character", "U+000D")),
        ("x" * (MOST_CHARACTERS + 1), (0, "template-too-long", "")),
    ],
)
def test_a_template_is_refused_with_its_line(
    source: str, expected: tuple[int, str, str]
) -> None:
    assert refusal(source) == expected


def test_a_value_or_a_result_that_is_too_long_is_refused() -> None:
    template = read("{{ known }}")
    with pytest.raises(TemplateRefusedError) as refused:
        render(template, {"known": "x" * (MOST_IN_A_VALUE + 1)})
    assert (refused.value.rule, refused.value.detail) == ("value-too-long", "known")
    with pytest.raises(TemplateRefusedError) as refused:
        render(read("{{ known }}" * 9), {"known": "x" * MOST_IN_A_VALUE})
    assert refused.value.rule == "result-too-long"


def test_a_folder_of_templates_is_read_by_name_and_variant(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{HEADER}---\nHello", "utf-8")
    (tmp_path / "notes.md").write_text("not a template", "utf-8")
    assert list(load_templates(tmp_path)) == [("MT-01", "short")]
    (tmp_path / "b.txt").write_text(f"{HEADER}---\nHello", "utf-8")
    with pytest.raises(TemplateRefusedError) as refused:
        load_templates(tmp_path)
    assert (refused.value.file, refused.value.rule) == ("b.txt", "template-twice")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(FileUnreadableError):
        load_templates(tmp_path)


PIECES = st.sampled_from(
    [
        *("{{", "}}", "{", "}", "{{ handle }}", "{{handle}}", "{{# data }}", " "),
        *("{{/ data }}", "{{# late }}", "\n", "words", "{%", "%}", "${", "handle"),
        *("\t", "#", "/", "{{ handle | upper }}", "{{ council.name }}", "\x00", "é"),
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=80))
def test_any_body_renders_or_is_refused(body: str) -> None:
    rule = ""
    try:
        template = read(body)
        rendered = render(template, {"handle": "@AshcombeDC"}, ("data",))
    except TemplateRefusedError as refused:
        rule = refused.rule
    else:
        assert len(rendered.text) <= MOST_RENDERED
        assert set(rendered.missing) <= set(FIELDS)
    assert rule == "" or rule in TEMPLATE_RULES


@given(
    st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(max_size=9000), max_size=4)
)
def test_any_values_stay_within_the_caps(values: dict[str, str]) -> None:
    template = read("".join(f"{{{{ {name} }}}}\n" for name in sorted(FIELDS)))
    try:
        rendered = render(template, values)
    except TemplateRefusedError:
        assert any(len(value) > MOST_IN_A_VALUE for value in values.values())
    else:
        assert len(rendered.text) <= MOST_RENDERED
        for name, value in values.items():
            assert value.strip() in rendered.text or not value.strip()
            assert (name in rendered.missing) == (not value.strip())


def test_fields_and_parts_have_plain_names() -> None:
    assert all(name.replace("_", "").isalpha() for name in (*FIELDS, *SECTIONS))
    assert all(words.strip() for words in (*FIELDS.values(), *SECTIONS.values()))


def test_a_note_on_pictures_and_the_language_may_be_there_or_not() -> None:
    head = "id: MT-01\nvariant: short\ntitle: Notice\naudience: public\npublic: yes\n"
    before = parse_template(f"{head}---\nWords", "mt-01-short.txt")
    assert (before.language, before.alt_text) == ("en", "")
    more = f"{head}language: cy\nalt-text: Dim llun.\n---\nGeiriau"
    welsh = parse_template(more, "mt-01-short-cy.txt")
    assert welsh.is_welsh
    assert welsh.alt_text == "Dim llun."
    assert (before.file, welsh.file) == ("mt-01-short.txt", "mt-01-short-cy.txt")
    assert before.digest != welsh.digest


@pytest.mark.parametrize(
    "line", ["language: fr", "alt-text:", f"alt-text: {'x' * 301}"]
)
def test_a_heading_that_may_be_left_out_is_right_when_it_is_there(line: str) -> None:
    head = "id: MT-01\nvariant: short\ntitle: Notice\naudience: public\npublic: yes\n"
    with pytest.raises(TemplateRefusedError) as refused:
        parse_template(f"{head}{line}\n---\nWords", "mt-01-short.txt")
    assert (refused.value.line, refused.value.rule) == (6, "bad-heading")
