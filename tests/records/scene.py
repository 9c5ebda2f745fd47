"""An incident that happened to nobody, told with every sort of entry."""

import re
from pathlib import Path

from incidentkit.accounts.model import Item, NewAccount, PlatformRole, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.services import Desk, open_desk
from incidentkit.drafting.service import NewDraft, Publishing
from incidentkit.incidents.entries import Situation
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.service import Opening
from incidentkit.incidents.wording import facts_for_checks
from incidentkit.vault.kinds import SubjectId
from tests.incidents.office import playbook
from tests.vault.world import Machine, TickingClock

MINUTE = 60_000
SATURDAY = 1_795_245_000_000 - 10 * 1000  # 21 November 2026, 07:09:50 in the UK
OLD = "Old-Heron-Lantern-77"
NEW = "New-Otter-Compass-31"
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODES = ("kettle-4471-plum", "saddle-9082-fern")
SECRETS = (OLD, NEW, TOTP, *CODES)
HOSTILE = '<script>alert(1)</script> [here](https://evil.example) #read("/etc/passwd")'
CAPTURE = "take-screenshots-before-anything-is-changed"
DELETE = "delete-the-posts-that-are-not-ours"


class Scene:
    """A kit, its desk, and one incident in it."""

    def __init__(self, base: Path) -> None:
        clock = TickingClock(SATURDAY, step=0)
        self.machine = Machine(base, "Asha Lead", clock, full_catalogue())
        self.machine.found()
        self.desk = open_desk(self.machine.here)
        self.desk.officers.set_name(self.machine.here.me.person, "Asha Lead")
        self.desk.council.set_name("Ashcombe District Council")
        self.desk.council.set(
            "official_accounts_page", "https://ashcombe.example.org/us"
        )
        self.reopen()
        self.account = self._account()

    def reopen(self) -> Desk:
        self.desk = open_desk(self.machine.reopen())
        return self.desk

    def _account(self) -> SubjectId:
        return self.desk.accounts.add(
            NewAccount(
                "x",
                "@AshcombeDC",
                login=Secret("ashcombe-comms"),
                secret=Secret(OLD),
                totp=Secret(TOTP),
                codes=tuple(Secret(code) for code in CODES),
            )
        )

    def wait(self, minutes: int = 1) -> int:
        self.machine.clock.ms += minutes * MINUTE
        return self.machine.clock.ms

    def start(self, **more: object) -> SubjectId:
        hacked = playbook()
        opening = Opening("False posts about bins", hacked, self.account, **more)
        return self.desk.incidents.start(opening)

    def whole(self) -> SubjectId:
        """A short incident in which everything happens once."""
        known = self.machine.clock.ms - 5 * MINUTE
        incident = self.start(seen="Posts that nobody here wrote", known_ms=known)
        self._first_minutes(incident)
        self._change_the_password()
        self._evidence(incident)
        self._words(incident)
        self._what_is_known(incident)
        self.wait()
        self.desk.incidents.close(
            incident,
            "We took the account back within the hour.",
            lessons="Ring ICT security first",
            reason="The video comes on Monday",
        )
        return incident

    def _first_minutes(self, incident: SubjectId) -> None:
        service = self.desk.incidents
        self.wait()
        service.answer(incident, "is-anyone-in-danger-right-now", "No")
        self.wait()
        service.answer(
            incident, "can-you-get-in", "No", reason="It says: wrong password"
        )
        self.wait()
        service.answer(
            incident, "can-you-get-in", "Yes", reason="Owen is in", by="Owen Officer"
        )
        self.wait()
        service.done(incident, "take-the-lead", "Rang Priya")
        service.already_done(
            incident, "secure-the-recovery-mailbox", at_ms=SATURDAY - MINUTE
        )
        service.done(incident, "tell-ict-security", "Spoke to the duty desk")
        service.skip(incident, "change-the-login-of-the-tool", "We use no such tool")
        self.wait()
        service.done(incident, "remove-connected-apps")
        service.undo(incident, "remove-connected-apps", "Wrong account")
        service.note(incident, HOSTILE, by="Priya Patel", at_ms=SATURDAY + 30_000)

    def _change_the_password(self) -> None:
        self.wait()
        accounts, account = self.desk.accounts, self.account
        accounts.reveal(account, Item.SECRET)
        accounts.begin_rotation(account, Secret(NEW), Reason.COMPROMISE)
        self.wait()
        accounts.confirm_rotation(account, tried=True)
        accounts.use_recovery_code(account, 1)
        role = PlatformRole("Owen Officer", "Admin", mobile="07700 900123")
        link = accounts.give_link(account, role)
        accounts.remove_link(account, link, "For now")

    def _evidence(self, incident: SubjectId) -> None:
        self.wait()
        custody = self.desk.incidents.evidence
        source = Source(CAPTURE, f"The post {HOSTILE}", "https://x.example/status/1")
        custody.text(incident, "Win a telephone", source)
        held = Source(CAPTURE, "Video of the story")
        custody.held_elsewhere(incident, held, "her telephone", "Priya Patel")
        self.desk.incidents.answer(
            incident, "has-legal-or-the-police-asked-us-to-keep-anything", "No"
        )
        self.desk.incidents.done(incident, DELETE)

    def _words(self, incident: SubjectId) -> None:
        self.wait()
        drafts, run = self.desk.drafts, self.desk.incidents.run(incident)
        new = NewDraft(incident, "MT-01", "x", values=self.desk.fields(incident))
        draft = drafts.begin(new)
        how = Publishing("our own account", self.wait(), "https://x.example/status/2")
        drafts.published(draft, how, facts_for_checks(run))
        drafts.edit(draft, f"{drafts.state(draft).current_text} Thank you.")
        idle = drafts.begin(
            NewDraft(incident, "MT-05", "email", values=self.desk.fields(incident))
        )
        drafts.withdraw(idle, "We rang everybody instead")

    def _what_is_known(self, incident: SubjectId) -> None:
        around = self.desk.incidents.circumstances
        around.flag(incident, "danger", on=True, reason="A child is named")
        around.flag(incident, "danger", on=False)
        around.moment(incident, "knowing", self.machine.clock.ms - MINUTE)
        step = "give-the-next-update-you-promised"
        around.promise(incident, step, self.machine.clock.ms + 60 * MINUTE, "residents")
        around.situation(
            incident,
            Situation("We are in", "How they got in", "A first notice", "News", "Calm"),
        )
        around.set_cause(incident, "suspected", "phishing", "A message was opened")

    def close(self) -> None:
        self.machine.close()


def steadied(text: str) -> str:
    """Return a text without what chance made of it."""
    text = re.sub(r"\b[0-9a-f]{64}\b", "<digest>", text)
    text = re.sub(r"\b[0-9]{6}-[A-Z2-7]{4}\b", "<reference>", text)
    text = re.sub(r"`[0-9a-f]{8}`", "`<record>`", text)
    return re.sub(r"[0-9,]+ entries in", "<count> entries in", text)
