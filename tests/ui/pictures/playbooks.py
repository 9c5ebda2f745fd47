"""The playbooks."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from incidentkit.desk.packs import Choice, pack_of
from incidentkit.desk.services import Desk
from incidentkit.playbooks.editing import with_field
from incidentkit.playbooks.entries import (
    BASE,
    KEPT,
    PLAYBOOK,
    BaseKept,
    TextKept,
    subject_of,
    text_digest,
)
from incidentkit.playbooks.keeping import Keeping
from incidentkit.ui.screens.playbooks.editor_model import EditorViewModel
from incidentkit.ui.screens.playbooks.library_model import LibraryViewModel
from incidentkit.ui.screens.playbooks.pack_model import PackViewModel
from incidentkit.ui.screens.playbooks.view import PlaybooksView
from incidentkit.vault.change import Write, write
from incidentkit.vault.seat import Seat
from tests.ui.studio import Studio

FAKE = "fake-account"
WHY = "Our duty officer rings the service desk first"


def view_of(studio: Studio) -> PlaybooksView:
    view = PlaybooksView(
        LibraryViewModel(studio.kit),
        EditorViewModel(studio.kit, pause_ms=0),
        PackViewModel(studio.kit),
    )
    view.arrive()
    studio.settle()
    return view


def changed_text(desk: Desk, slug: str, version: str, title: str) -> str:
    """Return a text in which one step is called something else."""
    text = desk.playbooks.text_in_use(slug).text
    line = next(n for n, line in enumerate(text.split("\n")) if "Ring 999" in line)
    text = with_field(text, line, "notify", title)
    return with_field(text, 0, "version", version)


def one_copy(desk: Desk) -> str:
    """Keep a text of the council's own."""
    text = changed_text(desk, FAKE, "1.5", "Ring 999 or the duty officer first")
    seen = tuple(desk.playbooks.state(FAKE).current.digests)
    return desk.playbooks.keep(Keeping(text, WHY, seen))


def two_copies(desk: Desk) -> None:
    """Keep two texts, as two leads do who do not know of each other."""
    one = changed_text(desk, FAKE, "1.5", "Ring 999 or the duty officer first")
    two = changed_text(desk, FAKE, "1.6", "Ring 999, and then tell the front desk")
    desk.playbooks.keep(Keeping(one, WHY))
    desk.playbooks.keep(Keeping(two, "The front desk asked to be told"))


def moved_on(desk: Desk) -> None:
    """Keep a text that was made from a shipped text of long ago."""
    now = desk.playbooks.shipped.texts[FAKE].text
    then = now.replace("Which account is the fake", "Which account").replace(
        "Only the network can take it down.", "Nobody else can."
    )
    then = then.replace("owner: Head of communications", "owner: Press office")
    ours = with_field(then, 0, "goal", "Warn people, and have the fake taken down.")
    ours = with_field(ours, 0, "version", "1.5")
    subject = subject_of(PLAYBOOK, FAKE)
    body = TextKept(
        sort=PLAYBOOK,
        name=FAKE,
        file=f"{FAKE}.yaml",
        text=ours,
        version="1.5",
        reviewed="2026-09-01",
        base=text_digest(then),
        why=WHY,
        origin=None,
        replaces=(),
    )
    change = write(Write(subject, BASE, BaseKept(then)), Write(subject, KEPT, body))
    desk.session.commit(change)


def many_copies(desk: Desk) -> None:
    """Keep many playbooks with long names."""
    text = desk.playbooks.text_in_use(FAKE).text
    for number in range(6):
        name = f"What to do when the leisure centre's account number {number} is lost"
        desk.playbooks.keep(Keeping(with_field(text, 0, "playbook", name), WHY))
    for number in range(2, 6):
        text = changed_text(
            desk, FAKE, f"1.{number}", f"Ring 999, then number {number}"
        )
        seen = tuple(desk.playbooks.state(FAKE).current.digests)
        desk.playbooks.keep(Keeping(text, WHY, seen))


def a_pack(desk: Desk, folder: Path, *, hostile: bool = True) -> Path:
    """Write a pack of another council, one text of it hostile."""
    from incidentkit.playbooks.pack import PackItem, make_pack

    ours = desk.playbooks.text_in_use(FAKE).text
    theirs = ours.replace("take it down", "remove it").replace(
        "version: 1.0", "version: 2.0"
    )
    own = with_field(ours, 0, "playbook", "A lost telephone")
    items = [
        PackItem(f"{FAKE}.yaml", theirs),
        PackItem("a-lost-telephone.yaml", own),
        PackItem("severity.yaml", desk.playbooks.text_in_use("severity").text),
    ]
    if hostile:
        items.append(PackItem("bad.yaml", "playbook: &a Bad\nphases: *a\n"))
        items.append(PackItem("mt-99-standard.txt", "id: MT-99\n{{ __import__ }}\n"))
    key = Seat.generate().signing
    data = make_pack(
        "Borsley Borough Council", bytes(32), key, desk.session.clock.now_ms(), items
    )
    path = folder / "borsley.ikpack"
    path.write_bytes(data)
    return path


def _editor(studio: Studio, *stories: object) -> PlaybooksView:
    view = view_of(studio.prepare(*stories))  # type: ignore[arg-type]
    view.propose(FAKE)
    studio.settle()
    return view


def normal(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_copy))


def crowded(studio: Studio) -> QWidget:
    return view_of(studio.prepare(many_copies))


def empty(studio: Studio) -> QWidget:
    view = view_of(studio.prepare())
    view.listing.finder.setText("nothing is called this")
    return view


def reading(studio: Studio) -> QWidget:
    view = view_of(studio.prepare())
    view.open_playbook("hacked-account")
    studio.settle()
    return view


def reading_ours(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(many_copies))
    view.open_playbook(FAKE)
    studio.settle()
    return view


def editor(studio: Studio) -> QWidget:
    view = _editor(studio)
    view.editing.go_to(60)
    studio.settle()
    return view


def refused(studio: Studio) -> QWidget:
    view = _editor(studio)
    view.editing.put(view.editing.state.text.replace("who: Lead", "whoo: Lead", 1))
    studio.settle()
    return view


def lesson(studio: Studio) -> QWidget:
    view = view_of(studio.prepare())
    note = "The platform form asks for a work address. Say so in the step."
    view.propose("hacked-account", "report-it-to-the-network", note)
    studio.settle()
    view.editing.put(view.editing.state.text + "\n# a remark")
    view.editor.leave()
    studio.settle()
    return view


def compared(studio: Studio) -> QWidget:
    view = _editor(studio, one_copy)
    view.editor.compare.unfold()
    studio.settle()
    return view


def conflict(studio: Studio) -> QWidget:
    return _editor(studio, two_copies)


def moved(studio: Studio) -> QWidget:
    return _editor(studio, moved_on)


def left_behind(studio: Studio) -> QWidget:
    def leave(desk: Desk) -> None:
        desk.playbooks.leave(FAKE, "playbook: Half written\n")

    return _editor(studio, one_copy, leave)


def keep_refused(studio: Studio) -> QWidget:
    view = _editor(studio, one_copy)
    view.editor.back_box.unfold.unfold()
    view.editing.keep("1.5", "2026-09-01", WHY)
    studio.settle()
    return view


def packs(studio: Studio) -> QWidget:
    view = view_of(studio.prepare())
    view.open_packs()
    studio.settle()
    view.packs.make.unfold()
    return view


def pack_looked_at(studio: Studio) -> QWidget:
    view = view_of(studio.prepare())
    view.open_packs()
    view.packs.open_file(studio.ask(lambda desk: a_pack(desk, studio.base)))
    studio.settle()
    view.packs.boxes[0].show_text.unfold()
    view.packs.boxes[1].choose(Choice.BESIDE)
    return view


def pack_refused(studio: Studio) -> QWidget:
    view = view_of(studio.prepare())
    view.open_packs()
    path = studio.base / "half.ikpack"
    path.write_bytes(studio.ask(lambda desk: pack_of(desk, [FAKE]))[:900])
    view.packs.open_file(path)
    studio.settle()
    return view


PICTURES = {
    "empty": empty,
    "normal": normal,
    "crowded": crowded,
    "reading": reading,
    "reading-ours": reading_ours,
    "editor": editor,
    "refused": refused,
    "lesson": lesson,
    "compared": compared,
    "conflict": conflict,
    "moved": moved,
    "left-behind": left_behind,
    "keep-refused": keep_refused,
    "packs": packs,
    "pack-looked-at": pack_looked_at,
    "pack-refused": pack_refused,
}
