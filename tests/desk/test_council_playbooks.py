"""The council's own playbooks: kept, read back, compared, taken from packs."""

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.log_lines import read_log
from incidentkit.desk.packs import (
    Choice,
    Decision,
    look_into,
    own_words,
    pack_of,
    read_pack_file,
    take,
)
from incidentkit.desk.playbooks import (
    find_slug,
    library,
    list_playbooks,
    open_to_change,
    playbook_in_use,
    read_page,
    remarks,
    versions_of,
)
from incidentkit.desk.services import Desk, open_desk
from incidentkit.errors import (
    InvalidValueError,
    PlaybookRefusedError,
    SecretInTextError,
    UnknownNameError,
)
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.copies import Shipped, shipped_texts
from incidentkit.playbooks.difference import Who
from incidentkit.playbooks.editing import with_field
from incidentkit.playbooks.grab_card import grab_card, pages_of
from incidentkit.playbooks.keeping import Keeping
from incidentkit.playbooks.model import PartText
from incidentkit.playbooks.pack import PackItem, make_pack
from incidentkit.playbooks.spoken import Part, as_text, spoken
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.vault.seat import Seat
from tests.ui.pictures.playbooks import FAKE, WHY, changed_text, moved_on, one_copy
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

SATURDAY = 1_795_244_400_000
SHIPPED = Shipped(shipped_texts())
SECRET = "Correct-Horse-9x"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = TickingClock(SATURDAY)
    around = Surrounding(under(tmp_path), clock, full_catalogue(), POLICY)
    founder = Founder(PersonId(secrets.token_bytes(16)), "Asha Patel", PASSPHRASE)
    found_kit(around, founder, "Ashcombe District Council")
    with contextlib.closing(open_kit(around)) as kit:
        made = open_desk(kit.unlock("Asha Patel", PASSPHRASE))
        made.playbooks._shipped = SHIPPED  # read once for all tests
        yield made


def standing(desk: Desk, slug: str = FAKE) -> str:
    return next(r.standing for r in list_playbooks(desk) if r.slug == slug)


def their_pack(desk: Desk, *items: PackItem) -> bytes:
    """Return a pack of another council."""
    key = Seat.generate().signing
    return make_pack("Borsley Borough Council", bytes(32), key, SATURDAY, items)


def test_without_copies_everything_is_as_it_was_shipped(desk):
    assert {r.standing for r in list_playbooks(desk)} == {"as-shipped"}
    assert desk.playbooks.merged().refused == {}
    shipped = desk.playbooks.shipped.playbook(FAKE)
    assert playbook_in_use(desk, FAKE) == shipped


def test_a_copy_is_used_and_a_running_incident_keeps_its_text(desk):
    before = playbook_in_use(desk, FAKE)
    incident = desk.incidents.start(Opening("A fake", before))
    one_copy(desk)
    assert standing(desk) == "ours"
    assert playbook_in_use(desk, FAKE).version == "1.5"
    assert library(desk).incidents[FAKE].text != before.text
    assert desk.incidents.run(incident).playbook.version == before.version


def test_earlier_texts_stay_readable_and_the_shipped_one_comes_back(desk):
    one_copy(desk)
    text = changed_text(desk, FAKE, "1.6", "Ring 999 and nobody else")
    seen = tuple(desk.playbooks.state(FAKE).current.digests)
    desk.playbooks.keep(Keeping(text, "Shorter", seen))
    desk.playbooks.go_back(FAKE, "The new one is better")
    assert standing(desk) == "as-shipped"
    found = versions_of(desk, FAKE)
    assert [(v.version, v.is_back, v.is_current) for v in found] == [
        ("", True, True),
        ("1.6", False, False),
        ("1.5", False, False),
    ]
    assert "Ring 999 and nobody else" in found[1].text
    assert found[2].who == "Asha Patel"


def test_two_texts_kept_at_once_both_stand_until_one_is_chosen(desk):
    one = changed_text(desk, FAKE, "1.5", "Ring 999 first of all")
    two = changed_text(desk, FAKE, "1.6", "Ring 999, then the desk")
    desk.playbooks.keep(Keeping(one, WHY))
    desk.playbooks.keep(Keeping(two, WHY))
    assert standing(desk) == "two-versions"
    first, second = open_to_change(desk, FAKE).versions
    assert (first.version, second.version) == ("1.5", "1.6")
    desk.playbooks.choose(FAKE, first.entry, "It is shorter")
    assert standing(desk) == "ours"
    assert playbook_in_use(desk, FAKE).version == "1.5"


def test_when_the_shipped_text_moves_on_ours_stays_and_all_three_are_shown(desk):
    moved_on(desk)
    assert standing(desk) == "moved-on"
    opened = open_to_change(desk, FAKE)
    who = {s.who for s in opened.stretches}
    assert {Who.SHIPPED, Who.OURS} <= who
    assert (
        playbook_in_use(desk, FAKE).goal == "Warn people, and have the fake taken down."
    )


def test_ours_can_follow_the_new_one_without_another_word(desk):
    moved_on(desk)
    opened = open_to_change(desk, FAKE)
    text = with_field(opened.text, 0, "version", "1.7")
    base = desk.playbooks.shipped_digest(FAKE)
    desk.playbooks.keep(Keeping(text, "Read and compared", opened.seen, base))
    assert standing(desk) == "ours"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({}, "nothing-changed"),
        ({"goal": "Another goal"}, "version-as-before"),
        ({"version": "2.0", "reviewed": "2027-01-01"}, "not-in-future"),
    ],
)
def test_a_text_needs_a_new_version_and_a_day_that_was(desk, change, rule):
    text = desk.playbooks.text_in_use(FAKE).text
    for name, value in change.items():
        text = with_field(text, 0, name, value)
    with pytest.raises(InvalidValueError) as refused:
        desk.playbooks.keep(Keeping(text, WHY))
    assert refused.value.rule == rule
    assert standing(desk) == "as-shipped"


def test_nothing_is_kept_that_cannot_be_read_or_has_no_reason(desk):
    with pytest.raises(PlaybookRefusedError):
        desk.playbooks.keep(Keeping("playbook: Odd\n", WHY))
    text = changed_text(desk, FAKE, "1.5", "Ring 999 now")
    with pytest.raises(InvalidValueError):
        desk.playbooks.keep(Keeping(text, "  "))


def test_a_stored_secret_gets_into_no_playbook(desk):
    desk.accounts.add(NewAccount(platform="x", handle="A", secret=Secret(SECRET)))
    text = changed_text(desk, FAKE, "1.5", f"Ring 999 and say {SECRET}")
    with pytest.raises(SecretInTextError):
        desk.playbooks.keep(Keeping(text, WHY))
    with pytest.raises(SecretInTextError):
        desk.playbooks.leave(FAKE, text)


def test_a_part_that_others_could_not_be_read_with_is_refused(desk):
    part = desk.playbooks.text_in_use("severity").text
    other = with_field(part, 0, "kind", "guide").replace("kind: part", "kind: guide")
    other = with_field(other, 0, "version", "3.0")
    with pytest.raises(PlaybookRefusedError):
        desk.playbooks.keep(Keeping(other, WHY))
    assert desk.playbooks.merged().refused == {}


def test_a_copy_that_cannot_be_read_any_more_is_in_nobodys_way(desk):
    copies = {FAKE: PartText("fake-account.yaml", "playbook: Fake account\nnew: x\n")}
    merged = desk.playbooks.shipped.with_copies(copies)
    assert merged.library.incidents[FAKE].version == "1.0"
    assert merged.refused[FAKE].rule == "unknown-key"


def test_a_playbook_of_our_own_is_offered_and_can_be_dropped(desk):
    text = desk.playbooks.text_in_use(FAKE).text
    desk.playbooks.keep(Keeping(with_field(text, 0, "playbook", "A lost phone"), WHY))
    assert standing(desk, "a-lost-phone") == "ours-alone"
    assert "a-lost-phone" in {p.slug for p in library(desk).front_door}
    desk.playbooks.go_back("a-lost-phone", "Nobody used it")
    assert "a-lost-phone" not in {r.slug for r in list_playbooks(desk)}
    assert versions_of(desk, "a-lost-phone")[1].text


def test_what_was_left_waits_for_whoever_wrote_it_and_is_used_nowhere(desk):
    desk.playbooks.leave(FAKE, "half of", "ab")
    desk.playbooks.leave(FAKE, "half of it", "ab")
    opened = open_to_change(desk, FAKE)
    assert opened.left_text == "half of it"
    assert standing(desk) == "as-shipped"
    assert opened.left is not None
    desk.playbooks.let_go(FAKE, opened.left.entry)
    assert open_to_change(desk, FAKE).left is None


def test_every_entry_is_told_in_the_log(desk):
    one_copy(desk)
    desk.playbooks.leave(FAKE, "half")
    left = desk.playbooks.left(FAKE)
    assert left is not None
    desk.playbooks.let_go(FAKE, left.entry)
    desk.playbooks.go_back(FAKE, "Enough of it")
    said = " ".join(row.what for row in read_log(desk, None).rows)
    for words in (
        "Kept our own text of: fake-account, version 1.5",
        WHY,
        "Enough of it",
    ):
        assert words in said


def test_a_playbook_is_found_by_name_slug_and_beginning(desk):
    assert find_slug(desk, "Fake account") == find_slug(desk, "fake") == FAKE
    with pytest.raises(UnknownNameError):
        find_slug(desk, "nothing")


def test_the_page_to_read_has_every_step_once(desk):
    for row in list_playbooks(desk):
        playbook = playbook_in_use(desk, row.slug)
        steps = [line for line in spoken(playbook) if line.part is Part.STEP]
        assert [s.slug for s in steps] == [s.slug for s in playbook.steps()]
        assert read_page(desk, row.slug).goal in as_text(playbook)


def test_the_card_has_at_most_two_pages_and_its_marks(desk):
    playbook = playbook_in_use(desk, "offensive-comments")
    card = grab_card(playbook, "Ashcombe", SATURDAY, exercise=True)
    assert pages_of(card) in {1, 2}
    assert card[:4] == b"%PDF"
    assert card == grab_card(playbook, "Ashcombe", SATURDAY, exercise=True)


# --- packs ----------------------------------------------------------------------


def test_a_pack_carries_the_parts_and_comes_back_the_same(desk):
    look = look_into(desk, pack_of(desk, ["hacked-account"], ["mt-01"]))
    assert {f.standing for f in look.found} == {"same"}
    assert {f.kind for f in look.found} == {"incident", "part", "template"}
    assert look.is_known
    assert "Asha Patel" in look.signer
    assert look.words == own_words(desk)


def test_opening_a_pack_of_strangers_changes_nothing_and_says_who_is_unknown(desk):
    entries = desk.session.kit.store.count_entries()
    text = desk.playbooks.text_in_use(FAKE).text
    bad = PackItem("bad.yaml", "playbook: &a Bad\nphases: *a\n")
    odd = PackItem("mt-99-web.txt", "id: MT-99\n{{ 1 }}\n")
    theirs = PackItem("fake-account.yaml", text.replace("version: 1.", "version: 9."))
    look = look_into(desk, their_pack(desk, theirs, bad, odd))
    assert not look.is_known
    assert [f.standing for f in look.found] == ["differs", "refused", "refused"]
    assert look.found[1].remarks[0].line == 1
    assert desk.session.kit.store.count_entries() == entries
    for refused in look.found[1:]:
        with pytest.raises(InvalidValueError):
            take(desk, look, [Decision(refused.file, Choice.TAKE)], compared=True)


def test_what_is_taken_is_logged_and_overwrites_nothing(desk):
    one_copy(desk)
    text = desk.playbooks.text_in_use(FAKE).text.replace("version: 1.5", "version: 9.0")
    template = "id: MT-81\nvariant: web\ntitle: Ours\naudience: public\npublic: yes\n---\nHello\n"
    data = their_pack(
        desk, PackItem("fake-account.yaml", text), PackItem("mt-81-web.txt", template)
    )
    look = look_into(desk, data)
    chosen = [Decision(f.file, Choice.TAKE) for f in look.found]
    assert take(desk, look, chosen, compared=False) == 2
    first, second = versions_of(desk, FAKE)
    assert first.version == "9.0"
    assert "nobody compared the words" in first.origin
    assert second.version == "1.5"
    assert ("MT-81", "web") in desk.drafts.templates()
    assert not look_into(desk, data).is_known


def test_a_signature_is_known_once_somebody_has_compared_its_words(desk):
    text = desk.playbooks.text_in_use(FAKE).text
    named = with_field(text, 0, "playbook", "A lost phone")
    data = their_pack(desk, PackItem("a-lost-phone.yaml", named))
    look = look_into(desk, data)
    take(desk, look, [Decision("a-lost-phone.yaml", Choice.TAKE)], compared=True)
    again = look_into(desk, data)
    assert again.is_known
    assert "Borsley Borough Council" in again.signer


def test_a_text_can_be_kept_beside_ours_under_another_name(desk):
    text = desk.playbooks.text_in_use(FAKE).text.replace("taken down", "removed")
    look = look_into(desk, their_pack(desk, PackItem("fake-account.yaml", text)))
    beside = Decision("fake-account.yaml", Choice.BESIDE, "Fake account of Borsley")
    assert take(desk, look, [beside], compared=True) == 1
    assert standing(desk) == "as-shipped"
    assert standing(desk, "fake-account-of-borsley") == "ours-alone"
    with pytest.raises(InvalidValueError):
        take(desk, look, [beside], compared=True)


def test_a_part_and_the_playbook_that_needs_it_are_taken_together(desk):
    part = desk.playbooks.text_in_use("severity").text
    part = with_field(part, 0, "playbook", "Severity of Borsley")
    text = desk.playbooks.text_in_use("hacked-account").text
    text = text.replace("use: Severity", "use: Severity of Borsley")
    text = with_field(text, 0, "playbook", "Hacked in Borsley")
    items = (
        PackItem("hacked-in-borsley.yaml", text),
        PackItem("severity-of-borsley.yaml", part),
    )
    look = look_into(desk, their_pack(desk, *items))
    assert [f.standing for f in look.found] == ["new", "new"]
    alone = [Decision("hacked-in-borsley.yaml", Choice.TAKE)]
    with pytest.raises(PlaybookRefusedError):
        take(desk, look, alone, compared=True)
    both = [Decision(f.file, Choice.TAKE) for f in look.found]
    assert take(desk, look, both, compared=True) == 2
    assert "hacked-in-borsley" in library(desk).incidents


def test_of_a_huge_file_no_more_is_read_than_shows_it(desk, tmp_path):
    huge = tmp_path / "huge.ikpack"
    with huge.open("wb") as file:
        file.truncate(50 << 20)
    assert len(read_pack_file(huge)) < 5 << 20


def test_remarks_have_lines_and_suggestions(desk):
    text = desk.playbooks.text_in_use(FAKE).text.replace("owner:", "ownr:", 1)
    (remark,) = remarks(desk.playbooks.look(text, "playbook"))
    assert remark.is_bad
    assert (
        remark.line
        == text.split("\n").index(
            next(line for line in text.split("\n") if line.startswith("ownr"))
        )
        + 1
    )
    assert 'Did you mean "owner"' in remark.says
