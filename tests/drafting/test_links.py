"""What X takes for a link, case by case, then for any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.domain_names import (
    TopLevelNames,
    can_be_looked_up,
    current_names,
    names_of_2020,
    read_names,
)
from incidentkit.drafting.links import find_links
from incidentkit.errors import FileUnreadableError
from incidentkit.resources import resource_path
from tests.work_done import calls_of

NAMES = current_names()


def links(text: str, names: TopLevelNames = NAMES) -> list[str]:
    return [link.text for link in find_links(text, names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # with a protocol
        ("see http://ashcombe.example.org", ["http://ashcombe.example.org"]),
        ("HTTPS://WWW.Example.ORG/News", ["HTTPS://WWW.Example.ORG/News"]),
        ("http://example.org:8080/a", ["http://example.org:8080/a"]),
        ("http://example.org:8080", ["http://example.org:8080"]),
        ("ftp://example.org/a", []),
        ("http://example", []),
        ("http:// example.org/bins", ["example.org/bins"]),
        ("http://example.abcdefgh", []),
        # without
        ("go to example.org now", ["example.org"]),
        ("example.gov.uk and bins.example.gov.uk", None),
        ("it.so and foo.jp", ["it.so", "foo.jp"]),
        ("archive.tar.bz2", []),
        ("see example.org?x=1 now", ["example.org"]),
        ("see http://example.org?x=1 now", ["http://example.org?x=1"]),
        ("see example.org:80 now", ["example.org"]),
        ("see example.org:80/a now", ["example.org:80/a"]),
        # what stands before
        ("@example.org", []),
        ("#example.org", []),
        ("$example.org", []),
        ("name@example.org", []),
        ("7example.org", ["7example.org"]),
        ("(example.org)", ["example.org"]),
        ("-example.org", []),
        ("_example.org", []),
        ("/example.org", []),
        (".example.org", []),
        ("/http://example.org", ["http://example.org"]),
        ("@http://example.org", []),
        ("\ufeffexample.org", []),
        # what stands after
        ("john.smith.gov@example.org", []),
        ("john.smith.jp@example.org", []),
        ("al-name.org+tag@example.com", []),
        ("example.org-and-more", []),
        ("example.org+", []),
        ("example.org_more", ["example.org"]),
        ("example.org, then", ["example.org"]),
        ("example.org.", ["example.org"]),
        ("example.org's", ["example.org"]),
        # labels
        ("http://a_b.c-d.org", ["http://a_b.c-d.org"]),
        ("a_b.c-d.org", ["b.c-d.org"]),
        ("http://a_b.org", []),
        ("http://-a.example.org", []),
        ("http://a-.example.org", []),
        ("http://_a.example.org", []),
        ("http://a_.example.org", []),
        ("http://a.-b.org", []),
        ("http://" + "a" * 63 + ".org", ["http://" + "a" * 63 + ".org"]),
        ("http://" + "a" * 64 + ".org", []),
        ("a" * 64 + ".org", []),
        # other scripts
        ("日本語example.org日本語", ["example.org"]),
        ("日本語http://example.org/path日本語", ["http://example.org/path"]),
        (
            "example.orgこれはexample.com/a한국t.co/b",
            ["example.org", "example.com/a", "t.co/b"],
        ),
        ("http://✪example.org/a", ["http://✪example.org/a"]),
        ("✪example.org/a", ["example.org/a"]),
        ("http://例え.みんな/", ["http://例え.みんな/"]),
        ("例え.みんな", []),
        ("http://a.みんなです", ["http://a.みんな"]),
        ("ask ÉCOLE.org", ["ÉCOLE.org"]),
        ("http://xn--ls8h.la/", ["http://xn--ls8h.la/"]),
        ("http://a.xn--p1ai/x", ["http://a.xn--p1ai/x"]),
        ("http://xn--はじ.org/", []),
        ("http://xn--ñ.org", ["http://xn--ñ.org"]),
        ("xn--ñ.org", ["xn--ñ.org"]),
        ("http://" + "あ" * 55 + ".org", ["http://" + "あ" * 55 + ".org"]),
        ("http://" + "あ" * 60 + ".org", []),
        ("\u2066\u202ahttp://example.org/\u202c\u2069", ["http://example.org/"]),
        # paths
        ("http://example.org/a.", ["http://example.org/a"]),
        ("http://example.org/a,,,,!", ["http://example.org/a"]),
        ("http://example.org/!!!", ["http://example.org/"]),
        ("http://example.org/a- b", ["http://example.org/a-"]),
        ("http://example.org/a+ b", ["http://example.org/a+"]),
        ("http://example.org/a_(b)", ["http://example.org/a_(b)"]),
        ("(http://example.org/a_(b))", ["http://example.org/a_(b)"]),
        ("http://example.org/a_(b_(c))d", ["http://example.org/a_(b_(c))d"]),
        ("http://example.org/(((a)))", ["http://example.org/"]),
        ("http://example.org/()", ["http://example.org/"]),
        ("http://example.org/a,(b)", ["http://example.org/a"]),
        ("http://example.org/a,(b)c", ["http://example.org/a,(b)c"]),
        ("http://example.org/a\u2013b", ["http://example.org/a\u2013b"]),
        ("http://example.org/Русские_слова", ["http://example.org/Русские_слова"]),
        ("http://example.org/a@b/c", ["http://example.org/a@b/c"]),
        ("http://example.org/a?b=c&d", ["http://example.org/a?b=c&d"]),
        ("http://example.org/a?b=c-", ["http://example.org/a?b=c-"]),
        ("http://example.org/a?b=c.", ["http://example.org/a?b=c"]),
        ("http://example.org/a?...", ["http://example.org/a"]),
        ("http://example.org/#a", ["http://example.org/#a"]),
        # X's own short links
        ("http://t.co/abcDEF12's", ["http://t.co/abcDEF12"]),
        ("http://t.co/abcDEF12#a", ["http://t.co/abcDEF12"]),
        ("https://t.co/abc?amp=1", ["https://t.co/abc?amp=1"]),
        ("http://t.co/" + "a" * 40, ["http://t.co/" + "a" * 40]),
        ("http://t.co/" + "a" * 41, []),
        ("http://t.co", ["http://t.co"]),
        # length
        ("http://example.org/" + "a" * 4077, ["http://example.org/" + "a" * 4077]),
        ("http://example.org/" + "a" * 4078, []),
        ("example.org/" + "a" * 4076, ["example.org/" + "a" * 4076]),
        ("example.org/" + "a" * 4077, []),
        ("no link at all", []),
        ("", []),
    ],
)
def test_what_is_a_link(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["example.gov.uk", "bins.example.gov.uk"]
    assert links(text) == expected


def test_a_link_says_where_it_stands() -> None:
    text = "Aé example.org, then http://example.com/b."
    for link in find_links(text, NAMES):
        assert text[link.start : link.end] == link.text


def test_the_frozen_list_has_the_published_number_of_names() -> None:
    assert len(names_of_2020().names) == 1574


def test_the_lists_are_sorted_dated_and_in_lower_case() -> None:
    for file in ("current.txt", "x-2020.txt"):
        lines = resource_path("tlds", file).read_text("utf-8").splitlines()
        names = [line for line in lines if not line.startswith("#")]
        assert "# As of: 20" in "\n".join(lines[:3])
        assert names == sorted(set(names))
        assert all(name == name.lower() for name in names)


def test_every_frozen_name_makes_a_link_in_both_modes() -> None:
    frozen = names_of_2020()
    for name in sorted(frozen.names):
        link = f"http://example.{name}"
        assert links(link, frozen) == [link]
        assert links(link) == [link]


def test_a_newer_name_is_known_only_to_the_current_list() -> None:
    assert links("example.kids") == ["example.kids"]
    assert links("example.kids", names_of_2020()) == []


def test_a_list_that_cannot_be_read_is_an_expected_error(tmp_path) -> None:
    with pytest.raises(FileUnreadableError):
        read_names(tmp_path / "missing.txt")


def test_a_label_is_measured_as_punycode() -> None:
    assert can_be_looked_up("a" * 63 + ".org", NAMES)
    assert not can_be_looked_up("a" * 64 + ".org", NAMES)
    assert not can_be_looked_up("a..org", NAMES)


PARTS = st.sampled_from(
    [
        *("http://", "https://", "example.org", "t.co/", "a_b.", "日本", ".", "-", "_"),
        *("/", "?", "=", "@", "#", "(", ")", "é", " ", "みんな", ":80", "xn--", "☃"),
        *("\u202a", "\ufeff", "co", ".uk", "a", "1", "!", "\n", "…"),
    ]
)


@given(st.lists(PARTS, max_size=14).map("".join))
def test_links_never_overlap_and_stand_where_they_say(text: str) -> None:
    past = 0
    for link in find_links(text, NAMES):
        assert past <= link.start < link.end <= len(text)
        assert "." in link.text
        assert text[link.start :].startswith(link.text.split("/", maxsplit=1)[0][:4])
        past = link.end


@given(st.text(max_size=60))
def test_no_text_fails(text: str) -> None:
    find_links(text, NAMES)


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        "a.",
        "日",
        "日.",
        "a-",
        "http://",
        "(",
        "http://a.org/(",
        "@a.org ",
        "xn--a.",
    ],
)
def test_a_text_twice_as_long_takes_twice_the_work(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    half = calls_of(lambda: find_links(text[:5_000], NAMES))
    assert calls_of(lambda: find_links(text, NAMES)) < 2.2 * half
