"""The report of an incident: what it holds, what it never holds, and its files."""

import dataclasses
import hashlib
import re
import subprocess
from pathlib import Path

import msgspec
import pytest

from incidentkit.accounts.model import Item, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.errors import (
    RoleNeededError,
    SecretInTextError,
    TypesettingError,
    UnknownNameError,
    WriteFailedError,
)
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.evidence import Source
from incidentkit.records import service as service_module
from incidentkit.records.document import document
from incidentkit.records.markdown import markdown
from incidentkit.records.service import RecordsService
from incidentkit.records.timeline import Standing
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.session import Identity
from tests.records.scene import DELETE, HOSTILE, MINUTE, SECRETS, steadied

GOLDEN = Path(__file__).with_name("report.md")


@pytest.fixture
def incident(scene):
    return scene.whole()


def records(scene, secrets_in=None) -> RecordsService:
    desk = scene.desk
    return RecordsService(
        desk.session,
        desk.incidents,
        desk.drafts,
        desk.officers.name_of,
        desk.council.name(),
        secrets_in or (lambda _: ()),
    )


def pdf_text(path, peer, *options):
    command = [peer("pdftotext"), "-q", *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_the_report_of_a_whole_incident_reads_as_it_should(scene, incident, tmp_path):
    _, path = scene.desk.records.write(incident, tmp_path / "out")
    assert steadied(path.read_text(encoding="utf-8")) == GOLDEN.read_text(
        encoding="utf-8"
    )


def test_no_secret_is_in_any_file_or_line(scene, incident, tmp_path, peer):
    files = scene.desk.records.write(incident, tmp_path / "out")
    lines = [line.sentence for line in scene.desk.records.everything()]
    texts = [*lines, pdf_text(files[0], peer), files[1].read_text(encoding="utf-8")]
    squashed = [re.sub(r"\W", "", text).lower() for text in texts]
    for secret in SECRETS:
        assert all(secret.encode() not in path.read_bytes() for path in files)
        plain = re.sub(r"\W", "", secret).lower()
        assert not any(plain in text for text in squashed), secret
    assert any("recoverycode1" in text for text in squashed), "the search finds things"


def test_the_pdf_says_what_the_markdown_says(scene, incident, tmp_path, peer):
    said = document(scene.desk.records.report(incident))
    pdf, path = scene.desk.records.write(incident, tmp_path / "out")
    edges = (said.council, said.handling, said.reference, said.times)
    pages = [_without(page, edges) for page in pdf_text(pdf, peer, "-raw").split("\f")]
    shown = _squashed("".join(pages))
    markdown_shown = _squashed(re.sub(r"\\(\W)|<br>", r"\1", path.read_text("utf-8")))
    texts = [text for section in said.sections for text in _texts(section)]
    assert len(texts) > 150
    for text in texts:
        assert _squashed(text) in shown, text
        plain = text.replace("<", "&lt;").replace(">", "&gt;")
        assert _squashed(plain) in markdown_shown, text


def _texts(part):
    """Every text of a document, as both outputs have to show it."""
    for value in msgspec.structs.astuple(part):
        yield from _strings(value)


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield from _texts(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)


def _without(page, edges):
    """A page's own words: the line that runs along its top and foot is left out."""
    for edge in edges:
        page = page.replace(edge, "", 1)
    return re.sub(r"Page \d+ of \d+", "", page)


def _squashed(text):
    return "".join(text.split())


def test_each_file_is_logged_with_its_digest_and_nothing_is_left_half_written(
    scene, incident, tmp_path
):
    files = scene.desk.records.write(incident, tmp_path / "out")
    exported = [
        fact.body
        for fact in scene.desk.incidents.facts(incident)
        if isinstance(fact.body, e.Exported)
    ]
    assert [(x.name, x.sha256) for x in exported] == [
        (path.name, hashlib.sha256(path.read_bytes()).digest()) for path in files
    ]
    assert sorted((tmp_path / "out").iterdir()) == sorted(files)
    reference = scene.desk.incidents.run(incident).incident.reference
    assert [path.name for path in files] == [
        f"incident-{reference}.pdf",
        f"incident-{reference}.md",
    ]


def test_a_report_with_a_secret_in_it_is_not_made(scene, tmp_path):
    incident = scene.start()
    scene.desk.incidents.note(incident, "We could use Marmalade-Drift-55 next time")
    scene.desk.records.report(incident)
    scene.desk.accounts.begin_rotation(
        scene.account, Secret("Marmalade-Drift-55"), Reason.OTHER
    )
    with pytest.raises(SecretInTextError) as refused:
        scene.desk.records.write(incident, tmp_path / "out")
    assert "AshcombeDC" in refused.value.accounts[0]
    assert not (tmp_path / "out").exists()
    assert len(scene.desk.incidents.facts(incident)) == 2


def test_every_text_of_a_report_is_searched_and_no_digest_is(scene, incident):
    searched = []
    report = records(scene, lambda text: searched.append(text) or ()).report(incident)
    (text,) = searched
    for wanted in (
        HOSTILE,
        "Owen is in",
        "Ring ICT security first",
        "The video comes on Monday",
        "A message was opened",
        "We use no such tool",
        "her telephone",
        "Please ignore posts",
        "Thank you.",
        "https://x.example/status/2",
        "False posts about bins",
    ):
        assert wanted in text, wanted
    assert report.verification.heads[0].digest.hex() not in text


def test_an_observer_takes_no_report_out(scene, incident, tmp_path, monkeypatch):
    session = scene.machine.here
    me = Identity(session.me.person, session.me.seat, Role.OBSERVER)
    monkeypatch.setattr(type(session), "me", me)
    with pytest.raises(RoleNeededError):
        scene.desk.records.write(incident, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert scene.desk.records.report(incident).is_closed, "reading is not writing"


def test_a_reference_from_another_machine_cannot_lead_out_of_the_folder(
    scene, tmp_path
):
    stray = SubjectId(b"s" * 16)
    text = scene.desk.incidents.run(scene.start()).playbook.text
    body = e.Started("../../etc/cron.d/x\0", "Odd", "a.yaml", text, 1)
    scene.machine.here.commit(write(Write(stray, k.STARTED, body)))
    files = scene.desk.records.write(stray, tmp_path / "out")
    assert {path.parent for path in files} == {tmp_path / "out"}
    assert files[0].name == "incident-------etc-cron-d-x-.pdf"
    assert all(path.is_file() for path in files)


def test_when_the_pdf_cannot_be_made_no_file_is_left(
    scene, incident, tmp_path, monkeypatch
):
    def refuse(*_):
        raise TypesettingError("no")

    monkeypatch.setattr(service_module, "typeset", refuse)
    before = len(scene.desk.incidents.facts(incident))
    with pytest.raises(TypesettingError):
        scene.desk.records.write(incident, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert len(scene.desk.incidents.facts(incident)) == before


def test_an_incident_that_has_only_begun_has_a_report(scene, tmp_path):
    incident = scene.start()
    report = scene.desk.records.report(incident)
    assert not report.is_closed
    assert report.causes == report.evidence == report.messages == report.told == ()
    assert "Is anyone in danger right now?" in report.left_open
    text = markdown(document(report))
    assert "- **Closed:** Open" in text
    assert "Nothing recorded." in text
    assert len(scene.desk.records.write(incident, tmp_path)) == 2
    with pytest.raises(UnknownNameError):
        scene.desk.records.report(SubjectId(bytes(16)))


def test_what_was_done_with_the_account_before_and_after_is_not_in_it(scene):
    scene.desk.accounts.reveal(scene.account, Item.SECRET, why="A test post")
    scene.wait(60)
    incident = scene.start()
    scene.desk.accounts.reveal(scene.account, Item.SECRET, why="To look around")
    scene.wait()
    scene.desk.incidents.close(incident, "Over", reason="An exercise")
    scene.wait()
    scene.desk.accounts.reveal(scene.account, Item.SECRET, why="Next day's post")
    told = " ".join(line.sentence for line in scene.desk.records.timeline(incident))
    assert "To look around" in told
    assert "A test post" not in told
    assert "Next day's post" not in told
    everything = " ".join(line.sentence for line in scene.desk.records.everything())
    for said in ("A test post", "Next day's post", "Named the council", "Over"):
        assert said in everything


def test_decisions_that_no_longer_count_are_shown_as_such(scene, incident):
    report = scene.desk.records.report(incident)
    answers = [(d.answer, d.standing) for d in report.decisions]
    assert ("No", Standing.REPLACED) in answers
    assert ("Yes", Standing.STANDS) in answers
    by_owen = next(d for d in report.decisions if d.answer == "Yes")
    assert (by_owen.deed.who, by_owen.deed.recorder) == ("Owen Officer", "Asha Lead")
    assert "Partly" in by_owen.options


def test_the_words_that_went_out_are_kept_when_the_draft_is_changed_later(
    scene, incident
):
    message = scene.desk.records.report(incident).messages[0]
    (out,) = message.publications
    assert message.text == f"{out.text} Thank you."
    text = markdown(document(scene.desk.records.report(incident)))
    assert "It went out in other words than those above:" in text


def test_evidence_that_was_owed_and_filed_later_is_there_once(scene, incident):
    before = scene.desk.records.report(incident)
    held = next(item for item in before.evidence if item.holder)
    assert held.what == "Video of the story"
    assert "Video of the story: Priya Patel (her telephone)" in before.left_open
    owed = next(
        i for i in scene.desk.incidents.run(incident).incident.evidence if i.is_owed
    )
    source = Source(what="Video of the story, from her", settles=owed.digest)
    scene.desk.incidents.evidence.text(incident, "video", source)
    after = scene.desk.records.report(incident)
    assert not any(item.holder for item in after.evidence)
    assert len(after.evidence) == len(before.evidence)
    assert not any("Video of the story" in item for item in after.left_open)


def test_a_removal_ticked_as_done_before_is_named_when_nothing_was_captured(scene):
    incident = scene.start()
    earlier = scene.desk.incidents.run(incident).incident.started_ms - MINUTE
    scene.desk.incidents.already_done(
        incident, DELETE, at_ms=earlier, reason="The page was full of it"
    )
    (odd,) = scene.desk.records.report(incident).overrides
    assert odd.step == "Delete the posts that are not ours"
    assert "before the kit was opened" in odd.reason


def test_causes_on_which_people_differ_are_both_shown(scene, incident):
    session = scene.machine.here
    other = e.CauseSet("confirmed", "insider", "Somebody said so")
    scene.desk.incidents.reopen(incident, "More is known")
    session.commit(write(Write(incident, k.CAUSE_SET, other)))
    report = scene.desk.records.report(incident)
    assert {c.status for c in report.causes} == {"suspected", "confirmed"}
    assert "People have recorded different causes" in markdown(document(report))


def test_a_log_that_was_tampered_with_is_said_in_the_report(scene, incident):
    report = scene.desk.records.report(incident)
    assert report.verification.intact
    store = scene.machine.here.kit.store
    digest, _ = next(iter(store.payload_rows()))
    store.dispose(digest)
    checked = records(scene)._verification()
    assert not checked.intact
    text = markdown(document(dataclasses.replace(report, verification=checked)))
    assert "NOT intact" in text
    assert "Its text was deleted without a decision to dispose of it: record" in text


def test_times_name_their_offset_each_where_the_clocks_changed(scene, incident):
    report = scene.desk.records.report(incident)
    summer = 1_782_862_200_000
    line = dataclasses.replace(report.timeline[0], at_ms=summer)
    said = document(dataclasses.replace(report, timeline=(line, *report.timeline)))
    assert "UTC+00:00 (GMT)" in said.times
    assert "UTC+01:00 (BST)" in said.times
    text = markdown(said)
    assert "01 Jul 2026 00:30:00 BST" in text
    assert "07:09:50 GMT" in text


class StopError(Exception):
    """Somebody has had enough."""


def lines_on_reports(scene) -> list[str]:
    lines = [line.sentence for line in scene.desk.records.everything()]
    return [line for line in lines if "Wrote the report" in line]


def test_a_report_that_is_stopped_before_it_is_kept_was_never_there(
    scene, incident, tmp_path
):
    ready = scene.desk.records.prepare(incident).typeset()
    before = scene.machine.here.kit.store.count_entries()

    def settle() -> None:
        raise StopError

    with pytest.raises(StopError):
        scene.desk.records.keep(ready, tmp_path / "out", settle)
    assert list(tmp_path.glob("out*")) == []
    assert scene.machine.here.kit.store.count_entries() == before


def test_reading_for_a_report_tells_how_far_it_is_and_can_be_stopped(scene, incident):
    seen: list[tuple[int, int]] = []

    def watch(done: int, of: int) -> None:
        seen.append((done, of))
        if len(seen) == 4:
            raise StopError

    before = scene.machine.here.kit.store.count_entries()
    with pytest.raises(StopError):
        scene.desk.records.prepare(incident, watch)
    assert len(seen) == 4
    assert scene.machine.here.kit.store.count_entries() == before


def test_only_a_file_that_is_there_is_in_the_log(scene, incident, tmp_path):
    folder, earlier = tmp_path / "out", len(lines_on_reports(scene))
    ready = scene.desk.records.prepare(incident).typeset()
    (_, _), (text_name, _) = ready.files
    (folder / text_name).mkdir(parents=True)  # in the second file's way
    with pytest.raises(WriteFailedError):
        scene.desk.records.keep(ready, folder)
    new = lines_on_reports(scene)[earlier:]
    assert len(new) == 1
    assert ".pdf" in new[0]
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(name for name, _ in ready.files), "nothing temporary"
