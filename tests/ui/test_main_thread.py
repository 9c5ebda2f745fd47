"""The main thread never waits for the store, for a key or for the keyring.

Every call on the main thread is looked at while a whole day runs through the real
program: unlocking, a response, secrets shown and changed, evidence, a text, people,
settings, the log, locking. A disk or a keyring that hangs would hang the window with
it, and a window that hangs cannot be locked.
"""

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, TracebackType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import incidentkit
from incidentkit.accounts.model import Item, Reason
from incidentkit.desk.revealing import Wanted
from incidentkit.desk.writing import Beginning
from incidentkit.playbooks.model import Verb
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.screens.evidence.view_model import EvidenceViewModel
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.screens.rotation.panel import RotationPanel
from incidentkit.vault.kinds import Role, SubjectId
from tests.ui.pictures.drafts import INTERIM
from tests.ui.studio import PASSPHRASE, one_page, one_x
from tests.ui.whole_window import Scene, kit_with

PACKAGE = Path(incidentkit.__file__).parent
SLOW = (
    str(PACKAGE / "crypto"),
    str(PACKAGE / "vault" / "database.py"),
    str(PACKAGE / "vault" / "store.py"),
    str(PACKAGE / "vault" / "device.py"),
)
OF_OTHERS = ("keyring", "cryptography", "secretstorage")


class MainThread:
    """Notes every call on this thread that may only be made on a lane."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __enter__(self) -> "MainThread":
        sys.setprofile(self._look)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _look(self, frame: FrameType, event: str, called: object) -> None:
        if event == "call" and _is_slow(frame.f_code, frame.f_globals):
            self.seen.append(_way_to(frame))
        elif event == "c_call" and _is_foreign(type(getattr(called, "__self__", None))):
            self.seen.append(f"{called!r} from {_way_to(frame)}")


_SLOW_CODE: dict[CodeType, bool] = {}


def _is_slow(code: CodeType, names: Mapping[str, object]) -> bool:
    """Whether a function is one of the store, of cryptography or of the keyring.

    It is asked at every call there is, so each function is looked at once.
    """
    known = _SLOW_CODE.get(code)
    if known is None:
        name = str(names.get("__name__", "")).partition(".")[0]
        is_other = code.co_filename.startswith(SLOW) or name in OF_OTHERS
        known = _SLOW_CODE[code] = code.co_name != "<module>" and is_other
    return known


@cache
def _is_foreign(owner: type) -> bool:
    if issubclass(owner, sqlite3.Connection | sqlite3.Cursor):
        return True
    return owner.__module__.partition(".")[0] in OF_OTHERS


def _way_to(frame: FrameType) -> str:
    parts: list[str] = []
    at: FrameType | None = frame
    while at is not None and len(parts) < 8:
        parts.append(f"{Path(at.f_code.co_filename).name}:{at.f_code.co_name}")
        at = at.f_back
    return " < ".join(parts)


class Day(Scene):
    """A whole day at the window."""

    faults: list[str]

    def choose_account(self) -> SubjectId:
        assert self.program is not None
        self.program.window.bar.start.click()
        self.settle()
        model = self.program.screens.start_model
        model.say_seen(next(c for c in model.state.choices if c.key == "not-us"))
        accounts = model.state.kit.accounts
        account = next(c.subject for c in accounts if "AshcombeDC" in c.label)
        model.start(account)
        self.settle()
        return account

    @property
    def run(self) -> IncidentViewModel:
        assert self.program is not None
        return self.program.screens.incidents_model

    @property
    def step(self) -> tuple[str, Verb]:
        response = self.run.state.response
        assert response is not None
        assert response.step is not None
        return response.step.slug, response.step.verb

    def walk_to(self, verb: Verb) -> None:
        for _ in range(60):
            slug, now = self.step
            if now is verb:
                return
            response = self.run.state.response
            assert response is not None
            assert response.step is not None
            if response.step.labels:
                self.run.answer(slug, response.step.labels[-1])
            elif now is Verb.CAPTURE:
                self.run.skip(slug, "looked at elsewhere")
            else:
                self.run.done(slug, "as seen")
            self.settle()
        raise AssertionError(f"no {verb} came up")

    # --- the parts of the day ----------------------------------------------

    def respond(self) -> SubjectId:
        account = self.choose_account()
        self.walk_to(Verb.CAPTURE)
        self.run.note_typed("Two odd posts at 06:50")
        self.run.keep_note()
        self.settle()
        self.file_evidence()
        self.walk_to(Verb.ROTATE)
        self.run.suspect_machine(suspect=False)
        self.settle()
        return account

    def file_evidence(self) -> None:
        assert self.program is not None
        model: EvidenceViewModel = self.program.screens.evidence_model
        file = self.base.parent / "post.txt"
        file.write_text("Win a prize")
        model.add_files((file,))
        self.settle()
        model.typed(what="The first odd post")
        model.file_all()
        self.settle()
        assert model.state.shelf.here or model.state.shelf.elsewhere
        model.save(
            (*model.state.shelf.here, *model.state.shelf.elsewhere)[0], self.base.parent
        )
        self.settle()

    def change_the_secret(self, account: SubjectId) -> None:
        assert self.program is not None
        self.program.screens.open_account(account)
        self.settle()
        page = self.program.screens.accounts.account
        shown: list[object] = []
        page.model.shown.connect(lambda wanted, _: shown.append(wanted))
        for wanted in (
            Wanted(Item.SECRET),
            Wanted(Item.TOTP, of_the_moment=True),
            Wanted(Item.CODES, code=1, use=True),
        ):
            page.model.show(wanted)
            self.settle()
        assert len(shown) == 3
        page.model.copy(Wanted(Item.SECRET))
        self.settle()
        assert self.program.clipboard.holds_ours
        page.change(Item.SECRET, Reason.COMPROMISE)
        self.settle()
        panel = page.rotation
        assert isinstance(panel, RotationPanel)
        panel.model.make()
        self.settle()
        panel.model.confirm(tried=True)
        self.settle()

    def write_a_text(self) -> None:
        assert self.program is not None
        model = self.program.screens.drafts_model
        assert self.run._incident is not None
        model.show(self.run._incident, INTERIM)
        self.settle()
        page = model.state.page
        assert page is not None
        model.begin(Beginning("short", "x"))
        self.settle()
        model.type_text("We know about posts that we did not write.")
        model.review()
        model.save()
        self.settle()
        model.publish()
        self.settle()

    def see_to_people(self) -> None:
        assert self.program is not None
        self.program.screens.go("people")
        self.settle()
        people = self.program.screens.people._model
        people.add("Ben Carter", "gravel pencil walnut tunnel", Role.OFFICER)
        self.settle()
        assert len(people.state.everybody.people) == 2

    def see_to_settings(self) -> None:
        assert self.program is not None
        screens = self.program.screens
        for leaf in ("council", "folder", "machine", "about"):
            screens.go(f"settings/{leaf}")
            self.settle()
        self.program.preferences.set_look(Look.DARK)
        folder = self.base.parent / "shared"
        folder.mkdir()
        self.program.exchanges.choose(str(folder))
        self.settle()
        assert self.program.exchanges.state.done

    def read_the_log(self) -> None:
        assert self.program is not None
        self.program.screens.go("log")
        self.settle()
        model = self.program.screens.log._model
        model.check()
        self.settle()
        assert model.state.verdict is not None
        for room in ("home", "accounts", "incidents"):
            self.program.screens.go(room)
            self.settle()


@pytest.fixture
def day(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Day]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the program takes it
    made = Day(qtbot, qapp, tmp_path / "kit")
    kit_with(made, one_x, one_page)
    made.faults = []
    yield made
    made.end()
    qapp.setProperty("dressed", "")


def begin_watched(day: Day) -> None:
    """Begin the program, and notice what its crash hook would make calm words of."""
    program = day.begin()
    hook = program.crash.caught

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        day.faults.append(repr(error))
        hook(kind, error, trace)

    sys.excepthook = caught


def test_the_main_thread_makes_no_call_to_store_keys_or_keyring(day: Day) -> None:
    with MainThread() as watch:
        begin_watched(day)
        day.unlock()
        account = day.respond()
        day.change_the_secret(account)
        day.write_a_text()
        day.see_to_people()
        day.see_to_settings()
        day.read_the_log()
        assert day.program is not None
        day.run.note_typed("Half a thought")
        day.program.locker.lock("person")
        day.qtbot.waitUntil(lambda: bool(day.again))
    assert not day.faults
    assert (day.again[0].locked, day.again[0].lost) == ("person", False)
    assert sorted(set(watch.seen)) == []


def test_such_a_call_would_be_noticed(day: Day) -> None:
    """The control: a watch that sees nothing here could see nothing anywhere."""
    from incidentkit.vault.device import kind_of
    from incidentkit.vault.kit import open_kit

    with MainThread() as watch:
        locked = open_kit(day.studio.around)
        locked.unlock(None, PASSPHRASE)
        locked.close()
        kind_of(day)
    seen = "\n".join(watch.seen)
    for part in ("database.py:rows", "passphrase.py:", "sqlite3.Connection", "kind_of"):
        assert part in seen
