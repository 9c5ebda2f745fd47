import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentkit.errors import PlatformFactsRefusedError
from incidentkit.platforms.load import load_platforms, read_platform
from incidentkit.platforms.platform import (
    AccessModel,
    Confidence,
    PlatformKind,
    Task,
    Unit,
)
from incidentkit.resources import resource_path
from incidentkit.words.drafting import CONFIDENCE_WORDS, TASK_WORDS, UNIT_WORDS

SHIPPED = load_platforms()
SLUGS = {
    "x",
    "facebook",
    "instagram",
    "threads",
    "linkedin",
    "youtube",
    "tiktok",
    "nextdoor",
    "bluesky",
    "mastodon",
    "whatsapp-channel",
    "flickr",
    "tool",
    "mailbox",
    "phone",
}


def a_copy_of_x(folder: Path, **changes: object) -> Path:
    facts = json.loads(resource_path("platforms", "x.json").read_text("utf-8"))
    path = folder / "x.json"
    path.write_text(json.dumps(facts | changes), "utf-8")
    return path


def test_the_slugs_are_steady() -> None:
    assert set(SHIPPED) == SLUGS


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_every_platform_says_what_to_do_about_a_password_and_a_hack(slug: str) -> None:
    platform = SHIPPED[slug]
    for task in (Task.PASSWORD, Task.HACKED):
        places = platform.where(task)
        assert places
        assert all(place.link or place.menu or place.note for place in places)


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_links_are_https_and_hold_nothing_else(slug: str) -> None:
    for place in SHIPPED[slug].places:
        assert place.link == "" or re.fullmatch(r"https://[\w./?=&-]+", place.link)


def test_social_platforms_name_a_text_and_sessions_and_apps() -> None:
    for platform in SHIPPED.values():
        if platform.kind is PlatformKind.SOCIAL:
            assert platform.texts
            assert platform.where(Task.SESSIONS)
            assert platform.where(Task.APPS)


def test_pages_run_through_profiles_have_roles_to_look_at() -> None:
    held_by_roles = {s for s, p in SHIPPED.items() if p.access is AccessModel.ROLES}
    assert held_by_roles == {"facebook", "linkedin", "youtube"}
    assert all(SHIPPED[slug].where(Task.ROLES) for slug in held_by_roles)


def test_a_limit_without_a_figure_is_never_called_official() -> None:
    for platform in SHIPPED.values():
        for text in platform.texts:
            if text.limit is None and text.unit is not Unit.SMS_PARTS:
                assert text.confidence is Confidence.UNCONFIRMED


def test_the_surest_place_comes_first() -> None:
    places = SHIPPED["x"].where(Task.LOCKED_OUT)
    order = list(Confidence)
    ranks = [order.index(place.confidence) for place in places]
    assert ranks == sorted(ranks)


def test_a_text_is_found_by_name_and_the_first_is_the_default() -> None:
    youtube = SHIPPED["youtube"]
    assert youtube.text() == youtube.texts[0]
    title = youtube.text("title")
    assert title is not None
    assert title.limit == 100
    assert youtube.text("poem") is None
    assert SHIPPED["tool"].text() is None


def test_everything_that_is_shown_has_words() -> None:
    assert set(UNIT_WORDS) == set(Unit)
    assert set(CONFIDENCE_WORDS) == set(Confidence)
    assert set(TASK_WORDS) == set(Task)


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"slug": "y"}, "'y'"),
        ({"colour": "blue"}, "colour"),
        ({"access": "by-magic"}, "by-magic"),
        ({"checked": "last week"}, "checked"),
        ({"texts": [{"place": "post"}]}, "texts[0]"),
        ({"most_links": "five"}, "most_links"),
        ({"places": [{"task": "sing", "confidence": "official"}]}, "sing"),
    ],
)
def test_a_wrong_file_is_refused_by_name_with_the_place(
    tmp_path: Path, changes: dict[str, object], detail: str
) -> None:
    with pytest.raises(PlatformFactsRefusedError) as refused:
        read_platform(a_copy_of_x(tmp_path, **changes))
    assert refused.value.file == "x.json"
    assert detail in refused.value.detail


def test_one_wrong_file_refuses_the_folder(tmp_path: Path) -> None:
    a_copy_of_x(tmp_path)
    assert list(load_platforms(tmp_path)) == ["x"]
    (tmp_path / "z.json").write_bytes(b"{")
    with pytest.raises(PlatformFactsRefusedError) as refused:
        load_platforms(tmp_path)
    assert refused.value.file == "z.json"


def test_a_file_that_is_too_large_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with pytest.raises(PlatformFactsRefusedError):
        read_platform(path)
    path.write_bytes(b" " * 70_000)
    with pytest.raises(PlatformFactsRefusedError, match="too large"):
        read_platform(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=200))
def test_no_file_fails_in_any_other_way(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "any.json"
    path.write_bytes(raw)
    with pytest.raises(PlatformFactsRefusedError):
        read_platform(path)
