"""Walking an incident from its first question to its report, on the real services.

Made-up people do what the playbook asks: each step is taken with the same
service calls that a person's command makes.
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from incidentkit.accounts.model import Item, Reason
from incidentkit.accounts.passwords import generate
from incidentkit.desk.checking_text import known_to_checks
from incidentkit.desk.services import Desk
from incidentkit.desk.writing import usual_channel
from incidentkit.drafting.approval_entries import How
from incidentkit.drafting.approving import Told
from incidentkit.drafting.content import spoken_code
from incidentkit.drafting.service import NewDraft, Publishing
from incidentkit.incidents.entries import Situation
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.run import Run
from incidentkit.incidents.service import Opening
from incidentkit.incidents.steps import Finishing
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.playbooks.model import DONT_KNOW, Step, Verb
from incidentkit.vault.kinds import SubjectId

Say = Callable[[str], None]
_MOST_STEPS = 300
_COLLEAGUES = ("Ben Carter", "Cara Hughes", "Dev Shah")


@dataclass(frozen=True, slots=True)
class Story:
    """A made-up incident: what was seen, what is answered, and how it ends.

    `answers` are by the step or by the fact it asks for; `rotations` are the accounts
    whose secret a step changes.
    """

    title: str
    account: str
    seen: str
    answers: Mapping[str, str]
    rotations: Mapping[str, str]
    values: Mapping[str, str]
    cause: str
    basis: str
    summary: str
    lessons: str
    alone: bool = False


class Rehearsal:
    """Plays one story on an open kit."""

    def __init__(self, desk: Desk, story: Story, say: Say, folder: Path) -> None:
        self._desk = desk
        self._story = story
        self._say = say
        self._folder = folder
        self._account = desk.accounts.find(story.account)
        self._incident = SubjectId(b"")

    def play(self) -> tuple[Path, ...]:
        """Play the story to its end and return the files of its report."""
        story, incidents = self._story, self._desk.incidents
        playbook = find_playbook(shipped_playbooks(), "hacked-account")
        opening = Opening(
            story.title, playbook, self._account, story.seen, alone=story.alone
        )
        self._incident = incidents.start(opening)
        run = incidents.run(self._incident)
        self._say(f"INCIDENT {run.incident.reference}: {story.title}")
        phase = ""
        for _ in range(_MOST_STEPS):
            position = run.walk.next
            if position is None:
                break
            if position.phase != phase:
                phase = position.phase
                self._say(f"  {phase}")
            self._say(f"    {position.step.verb:8} {position.step.title}")
            self._take(position.step)
            run = incidents.run(self._incident)
        return self._finish(run)

    def _tell(self, what: str) -> None:
        """Say what came of a step, under it."""
        self._say(f"             - {what}")

    def _finish(self, run: Run) -> tuple[Path, ...]:
        story, incidents = self._story, self._desk.incidents
        incidents.circumstances.situation(
            self._incident,
            Situation(
                known=story.summary,
                not_known="Whether anybody copied messages",
                said="A first notice, and a notice that the account is back",
                next="A look back in a week",
                needed="Nothing for now",
            ),
        )
        self._say("  The end")
        self._say("    sitrep   Five lines for the duty director")
        incidents.close(
            self._incident,
            story.summary,
            lessons=story.lessons,
            reason="The rehearsal ends here" if run.left_open else "",
        )
        self._say("    close    The incident is closed")
        files = self._desk.records.write(self._incident, self._folder)
        for path in files:
            self._say(f"    report   {path}")
        return files

    def _take(self, step: Step) -> None:
        match step.verb:
            case Verb.ASK | Verb.DECIDE:
                self._answer(step)
            case Verb.CAPTURE:
                self._capture(step)
            case Verb.ROTATE:
                self._rotate(step)
            case Verb.WRITE:
                self._write(step)
            case _:
                self._done(step)

    def _answer(self, step: Step) -> None:
        answers = self._story.answers
        label = answers.get(step.slug) or answers.get(step.fact)
        if label is None:
            label = "No" if step.label("No") else DONT_KNOW
        if step.fact == "cause" and label == "Confirmed":
            story = self._story
            self._desk.incidents.circumstances.set_cause(
                self._incident, "confirmed", story.cause, story.basis
            )
        reason = "As seen in the rehearsal" if step.verb is Verb.DECIDE else ""
        self._desk.incidents.answer(
            self._incident, step.slug, label, reason=reason, more=_finishing(step)
        )
        self._tell(label)

    def _capture(self, step: Step) -> None:
        picture = self._folder / f"capture-{step.slug[:24]}.png"
        picture.write_bytes(picture_of_nothing())
        custody = self._desk.incidents.evidence
        source = Source(
            step.slug, "Screenshot of the account", "https://example.org/post/1"
        )
        item = custody.file(self._incident, picture, source)
        picture.unlink()
        self._tell(f"filed and sealed, SHA-256 {item.sha256.hex()[:16]}...")
        self._done(step)

    def _rotate(self, step: Step) -> None:
        """Change a secret in two phases; the second and the step are one change."""
        accounts, incidents = self._desk.accounts, self._desk.incidents
        label = self._story.rotations.get(step.slug)
        if label is None:
            note = "Nothing beyond what was changed already"
            self._done(step, note)
            return
        account, new = accounts.find(label), generate().secret
        digest = accounts.begin_rotation(account, new, Reason.COMPROMISE)
        accounts.reveal(account, Item.SECRET, digest, "to set it on the platform")
        self._tell(f"{label}: a new password waits; the old one is kept")
        confirmed = accounts.plan.confirm(account, tried=True)
        done = incidents.planned_done(self._incident, step.slug, about=(digest,))
        self._desk.session.commit(confirmed + done)
        self._tell("signed in with the new one; it is in force")

    def _done(self, step: Step, note: str = "") -> None:
        """Finish a step; one that is done again and again need not be once more."""
        incidents, more = self._desk.incidents, _finishing(step)
        incidents.done(self._incident, step.slug, note, more=more)
        if step.repeat_minutes:
            incidents.end_round(self._incident, step.slug, "The rehearsal goes on")

    def _write(self, step: Step) -> None:
        incidents, drafts = self._desk.incidents, self._desk.drafts
        if not step.template:
            self._done(step)
            return
        values = {**self._story.values, **self._desk.fields(self._incident)}
        channel = usual_channel(self._desk, step.template)
        new = NewDraft(self._incident, step.template, channel, values=values)
        draft = drafts.begin(new)
        self._agree(draft)
        now = self._desk.session.clock.now_ms()
        facts = known_to_checks(self._desk, self._incident)
        how = Publishing("the council's website", now, "https://example.org/news/1")
        published = drafts.planned_published(draft, how, facts)
        done = incidents.planned_done(self._incident, step.slug, more=_finishing(step))
        self._desk.session.commit(published + done)
        first = drafts.state(draft).current_text.splitlines()[0]
        self._tell(f"{step.template}: {first[:68]}")

    def _agree(self, draft: SubjectId) -> None:
        """Have the text read to whoever has to approve it, as one would alone."""
        drafts = self._desk.drafts
        content = drafts.state(draft).content.digest
        for line, who in zip(drafts.standing(draft).missing, _COLLEAGUES, strict=False):
            told = Told(line.required.name, who, How.ALOUD, code=spoken_code(content))
            drafts.approvals.record(draft, content, told)


def _finishing(step: Step) -> Finishing:
    """Return what a step asks for beside saying that it is done, made up."""
    return Finishing(
        {field.name: "As seen in the rehearsal" for field in step.form},
        "https://example.org/seen" if step.proof else "",
        _COLLEAGUES[0] if step.second_person else "",
    )


def picture_of_nothing() -> bytes:
    """Return a small grey picture, for where a screenshot would be."""
    width, height = 64, 40
    row = b"\x00" + b"\x80" * width
    parts = (
        (
            b"IHDR",
            width.to_bytes(4, "big")
            + height.to_bytes(4, "big")
            + b"\x08\x00\x00\x00\x00",
        ),
        (b"IDAT", zlib.compress(row * height)),
        (b"IEND", b""),
    )
    chunks = (
        len(data).to_bytes(4, "big")
        + name
        + data
        + zlib.crc32(name + data).to_bytes(4, "big")
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
