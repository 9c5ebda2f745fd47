"""Counting a text by command, for one platform and for several."""

import pytest

from incidentkit.cli import exits
from incidentkit.words.counting import SPARE_WORDS, dear_message
from tests.cli.office import Said, bare

LONG = "Bins go out on Monday as always. " * 9


def count(text: str, *more: str) -> Said:
    return bare("draft", "count", "--text", text, *more)


def test_one_platform_says_length_and_how_sure_the_limit_is() -> None:
    said = count("Hello", "--platform", "x")
    assert said.code == exits.DONE
    assert "5 of 280 characters as X counts them: it fits." in said.out
    assert "The limit is from the platform's own pages." in said.out


def test_several_are_told_apart_and_one_that_is_too_long_decides() -> None:
    said = count(LONG, "--platform", "x", "--platform", "facebook")
    assert said.code == exits.UNUSABLE
    assert "X:\n297 of 280" in said.out
    assert "297 of 63,206 characters: it fits." in said.out
    assert "What fits ends with: “" in said.out
    assert (
        f"  {SPARE_WORDS['sentence']}: “Bins go out on Monday as always.”" in said.out
    )


def test_a_thread_is_shown_in_numbered_posts() -> None:
    said = count(LONG, "--platform", "x", "--thread")
    assert "As a thread it is 2 posts." in said.out
    assert "as always. 1/2" in said.out
    assert said.out.rstrip().endswith("2/2")


def test_what_cannot_be_split_is_named() -> None:
    link = "https://example.org/" + "a" * 400
    said = count(link, "--platform", "bluesky", "--thread")
    assert "cannot be split: “https://example.org/" in said.out
    many = count("x" * 40_000, "--platform", "x", "--thread")
    assert "more than 99 posts" in many.out
    assert "Little can be trimmed." in many.out


def test_bluesky_says_bytes_and_threads_says_too_many_links() -> None:
    assert "6 of 3,000 bytes" in count("Tŷ cy", "--platform", "bluesky").out
    said = count("a.co " * 6, "--platform", "threads")
    assert "6 links; it takes 5 at most." in said.out
    assert said.code == exits.UNUSABLE


def test_a_welsh_accent_in_a_text_message_is_explained() -> None:
    said = count("Tŷ'r Cyngor", "--platform", "phone")
    assert "It goes in 1 part." in said.out
    assert "“ŷ” is not in the alphabet of plain text messages." in said.out
    assert "Keep the accents in Welsh" in said.out
    assert "Keep the accents" not in count("“So”", "--platform", "phone").out
    assert "are not in the alphabet" in dear_message(["ŵ", "ŷ"], 2)


def test_a_server_has_its_own_limit_and_its_warning_counts() -> None:
    own = ("--platform", "mastodon", "--server-limit", "50", "--warning", "Floods")
    assert "10 of 50" in count("Safe", *own).out
    assert count("x" * 45, *own).code == exits.UNUSABLE
    assert bare(
        "draft", "count", "--platform", "x", "--text", "a", "--server-limit", "0"
    ).code not in (exits.DONE, exits.UNUSABLE)


def test_the_list_of_2020_is_a_mode_that_says_so() -> None:
    assert "23 of 280" in count("a.kids", "--platform", "x").out
    old = count("a.kids", "--platform", "x", "--names-of-2020")
    assert "6 of 280" in old.out
    assert "by the list of domain endings that X published in 2020" in old.out


def test_the_answer_as_data_is_flat_for_one_and_a_list_for_several() -> None:
    one = count(LONG, "--platform", "x", "--thread", "--json").data
    assert (one["count"], one["limit"], one["over_by"], one["fits"]) == (
        297,
        280,
        17,
        False,
    )
    assert len(one["parts"]) == 2
    both = count("Hi", "--platform", "x", "--platform", "threads", "--json").data
    assert [each["platform"] for each in both["channels"]] == ["x", "threads"]


@pytest.mark.parametrize("name", ["myspace", ""])
def test_a_platform_that_is_not_known_is_refused(name: str) -> None:
    assert count("Hi", "--platform", name).code == exits.NOT_FOUND
