"""Every command, as a person reads it and as data, with steady keys.

`keys.json` holds the keys of each command's answer. Somebody's program reads
them: a key may be added, and is never renamed or dropped.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from incidentkit.app.wiring import EXTRA
from incidentkit.cli.layout import WIDTH
from incidentkit.cli.main import commands
from incidentkit.playbooks.library import shipped_library
from tests.cli.office import COUNCIL, Officer, Said
from tests.cli.test_console import console

KEYS = Path(__file__).with_name("keys.json")
BEN = "violet harbour pencil mosaic"
CARYS = "copper window saddle ginger"
# Words of the program that mean nothing to whoever reads its answers.
JARGON = re.compile(
    r"\b(chains?|totp|slug|enum|None|True|False|null|payloads?|x-weight|DC\d\d|seats?)\b"
)
COUNTED_WRONG = re.compile(r"\b1 (?:[a-z]+ies|[a-z]*[^s\W]s)\b")
# Lines that are there to be copied, and may not be broken.
COPIED = ("incidentkit ", "https://", "mailto:", "/", "SHA-256")


@dataclass
class Office:
    """Two machines, and everything that was ever said on them."""

    folder: Path
    as_json: bool
    said: list[tuple[str, Said]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.asha = Officer(self.folder / "asha")
        self.ben = Officer(self.folder / "asha", "Ben Hughes", BEN, self.asha.clock)
        self.carys = Officer(
            self.folder / "carys", "Carys Morgan", CARYS, self.asha.clock
        )
        self.shared = self.folder / "shared"
        self.shared.mkdir()

    def do(
        self, line: str, *more: str, who: Officer | None = None, secrets: Any = ()
    ) -> Said:
        """Run one command of a line, and keep what it said."""
        words = (*line.split(), *more, *(["--json"] if self.as_json else []))
        said = (who or self.asha).try_(*words, secrets=secrets)
        assert said.code == 0, (line, more, said)
        self.said.append((" ".join(line.split()[:2]), said))
        return said

    def id_of(self, key: str, *argv: str) -> str:
        """Return the newest id of a list, as data, whatever is being told."""
        found = self.asha.json(*argv)[key][-1]
        return str(found.get("id") or found.get("entry") or found["link"])[:8]


def the_whole_day(office: Office) -> None:
    """Use every command of the kit once, on an ordinary bad day."""
    set_up(office)
    around_the_team(office)
    register(office)
    register_in_full(office)
    in_and_out(office)
    at_the_front_door(office)
    hijacked(office)
    drafted(office)
    colleagues(office)
    worked_together(office)
    exercised_together(office)
    rehearsed(office)
    checked_for_the_month(office)
    exposed(office)
    looked_after(office)


def set_up(office: Office) -> None:
    do, asha = office.do, office.asha
    made = do("vault create --council", COUNCIL, "--name", asha.name, "--sheet", "s")
    assert made.code == 0
    do("vault setting public_contact", "01632 960 001")
    do("vault setting")
    do("council settings")
    do("council settings own_bad_post")
    do("council questions")
    do("council print --to rules")
    do("council set nation", "England")
    do("vault info")
    do("officer add", office.ben.name, secrets=(BEN,))
    do("officer contact Ben --mobile", "07700 900102")
    do("officer role Ben observer")
    do("officer role Ben officer")
    do("officer list")
    do("officer renew Ben", secrets=(BEN,))


def around_the_team(office: Office) -> None:
    do, asha = office.do, office.asha
    do("council set acknowledgements", "Social media policy")
    do("officer outside", "Ola Berg", "--firm", "Northlight", "--until", "2027-03-31")
    do("officer deputy Asha Ben")
    do("officer trained Asha", "Running the accounts", "--by", "Ola Berg")
    do("officer read Asha", "Social media policy")
    do("officer verify Ben")
    do("officer show Asha")
    do("officer show Ola")
    entry = asha.json("officer", "show", "Asha")["proofs"][0]["entry"][:8]
    do("officer take-back Asha", entry, "--reason", "another course")
    do("officer end Ola --reason", "the contract is over")
    do("contact set dpo --name", "Mina Rao", "--work-phone", "01632 960200")
    do("contact set dpo --deputy", "Sol Vega")
    do("contact verify dpo")
    do("contact show dpo")
    do("contact list")
    do("contact list --all")
    do("contact print")
    listed = office.folder / "contacts.csv"
    listed.write_text("Role,Name,Fax\nLegal duty solicitor,Lee Grant,1\n")
    do("contact import", str(listed), "--write")


def register(office: Office) -> None:
    do = office.do
    do("account list")
    do("account add x AshcombeDC --login comms --password", secrets=("Old-Horse-9",))
    do("account add facebook Ashcombe --access roles")
    do("account edit x code-key", secrets=("JBSWY3DPEHPK3PXP",))
    do("account edit x recovery-codes --codes 1", secrets=("CODE-1",))
    do("account edit x purpose", "News and warnings")
    do("account show x")
    do("account reveal x")
    do("account reveal x sign-in-code")
    do("account reveal x recovery-code --use")
    do("account rotate x --reason leaver")
    do("account rotate x --confirm --tried")
    do("account password --words 7")
    do("account access x Ben")
    do("account access x Ben --withdraw")
    do("account link facebook role", "Dana Price", "--what", "Moderator")
    link = office.asha.json("account", "show", "facebook")["links"][0]["link"][:8]
    do("account who")
    do("account unlink facebook", link, "--reason", "left")
    do("account list")


def register_in_full(office: Office) -> None:
    """The rest of an account's record: its way, what belongs to it, its papers."""
    do = office.do
    do("account care x --owner Asha")
    do("account request bluesky new.ashcombe.example --case", "Young people")
    do("account answer new yes --by", "Head of communications")
    do("account review x yes --last-post 2026-11-01")
    do("account status facebook dormant --reason", "quiet")
    do("account link x permission", "Dana Price", "--may", "post")
    do("account link x factor", "Dana Price", "--step", "app")
    do("account link x app", "Weather bot")
    do("account add mailbox social@ashcombe.example.org --access mailbox")
    do("account tie x mailbox social")
    paper = office.folder / "approval.txt"
    paper.write_text("Agreed on 3 November")
    do("account attach x", str(paper), "--what", "Approval")
    kept = office.asha.json("account", "show", "x")["papers"][0]["paper"][:8]
    do("account paper x", kept, "--to", str(office.folder / "papers"))
    do("account paper x", kept, "--remove", "--reason", "Old")
    do("account order")
    do("account for-many hours", "Mon-Fri 9-5", "x", "facebook")
    do("account list --show mine")
    do("account genuine --form csv --to", str(office.folder / "site"))
    do("account close facebook --reason", "merged")
    do("account deleted facebook --reason", "looked there")
    do("account reopen facebook")
    do("account list")


def in_and_out(office: Office) -> None:
    do = office.do
    table = office.folder / "accounts.csv"
    table.write_text("platform,handle,login\nbluesky,ashcombe.example,comms\n")
    do("account import", str(table))
    do("account import", str(table), "--write")
    out = ("--to", str(office.folder / "out.csv"), "--reason", "moving")
    do("account export --with-secrets", *out, secrets=(office.asha.passphrase,))
    do("platform list")
    do("platform show x")
    do("platform set x sessions --link https://x.com/settings/new")
    do("platform reset x sessions")
    do("platform checked x")


def at_the_front_door(office: Office) -> None:
    do = office.do
    do("incident front-door")
    do("guide list")
    do("guide walk should-i-reply --answers", "Somebody is in danger")
    do("guide walk should-i-reply --answers No")
    card = ("--to", str(office.folder / "card.txt"))
    do("card self-report --contact", "Asha on 01632 960001", *card)
    reply = office.folder / "reply.txt"
    reply.write_text(
        "Hello,\n> What you saw: two odd posts\n> When you saw it: 06:50\n"
    )
    do("incident paste-report", str(reply))
    mail = office.folder / "question.eml"
    mail.write_text("From: Robin <r@gazette.example>\n\nWho posted this? By 4pm.\n")
    do("incident from-mail", str(mail))


def hijacked(office: Office) -> None:
    do = office.do
    do("incident list")
    do("incident start", "Odd posts", "--account", "x", "--known", "10 minutes ago")
    do("incident step is-anyone-in --answer no")
    do("incident step take-the-lead --done")
    do("incident evidence --text", "Win a prize", "--what", "The post")
    do("incident evidence --list")
    held = ("--device", "my phone", "--person", "Asha Patel")
    do("incident evidence --held", "a picture", *held)
    entry = office.id_of("evidence", "incident", "evidence", "--list")
    do("incident evidence --text", "the picture", "--settles", entry)
    entry = office.id_of("evidence", "incident", "evidence", "--list")
    do("incident evidence --read", entry, "--to", str(office.folder))
    do("incident note", "Rang Dana", "--by", "Ben Hughes")
    do("incident sitrep --known", "Two posts")
    do("incident cause suspected phishing --basis", "A message was found")
    do("incident promise give-the-next", "tomorrow 09:00")
    do("incident moment knowing 06:55")
    do("incident known 06:50", "--why", "A resident had rung before")
    do("incident flag alone")
    do("incident show")
    do("incident show --all")


def worked_together(office: Office) -> None:
    do, asha = office.do, office.asha
    first = asha.json("incident", "start", "Odd posts once more")["reference"]
    here = ("--incident", first)
    do("incident join", "inappropriate-post", "--why", "It may be a prank", *here)
    steps = asha.json("incident", "show", "--all", *here)["steps"]
    is_open = [s["step"] for s in steps if s["status"] == "open"]
    form = next(s for s in steps if s["asks_for"])
    repeats = next(s for s in steps if s["repeat_minutes"])
    detail = f"{form['asks_for'][0]}=As we saw it"
    do("incident details", form["step"], detail, *here)
    do("incident agree", is_open[0], *here)
    tried = ("--tried", "Press office;telephone;5 minutes ago")
    do("incident cannot", is_open[0], "--why", "Nobody answers", *tried, *here)
    do("incident step", is_open[0], "--again", "--why", "They rang back", *here)
    do("incident end-repeat", repeats["step"], "--why", "It is quiet", *here)
    do("incident record", "raised by", "A resident", *here)
    do("incident role", "lead", "--take", *here)
    do("incident hand-over", "lead", "--to", "Ben", "--note", "Ring Dana", *here)
    do("incident leave", "inappropriate-post", "--why", "A hack", *here)


def exercised_together(office: Office) -> None:
    do, asha = office.do, office.asha
    do("incident start", "A drill", "--exercise", "The prize")
    drill = (
        "--incident",
        asha.json("incident", "list", "--exercises")["incidents"][0]["reference"],
    )
    do("incident inject", "A reporter rings", *drill)
    asha("incident", "start", "Another drill", "--exercise", "The prize")
    drills = asha.json("incident", "list", "--exercises")["incidents"]
    (other,) = (d["reference"] for d in drills if d["reference"] not in drill)
    do("incident link", other, *drill)
    over = ("Over", "--reason", "Only to link it", "--incident", other)
    asha("incident", "close", *over)
    do("incident restrict", "Somebody of ours", "--reader", "Ben", *drill)
    rows = asha.json("incident", "list")["incidents"]
    hidden = next(r["reference"] for r in rows if r["restricted"])
    do("incident readers", "--incident", hidden)
    asha("incident", "close", "Over", "--reason", "a drill", "--incident", hidden)


def drafted(office: Office) -> None:
    do = office.do
    do("draft list")
    do("draft list --templates")
    do("draft new MT-01 --channel x --field", "updates_page=https://example.org/news")
    draft = office.id_of("drafts", "draft", "list")
    do("draft show", draft)
    do(
        "draft edit",
        draft,
        "--text",
        "Ignore posts since 06:45. Next update here in two hours.",
    )
    agreed(office, draft)
    do("draft published", draft, "--where", "X", "--address", "https://x.com/a/1")
    taken_out(office, draft)
    do("draft list")
    do("draft withdraw", draft, "replaced")
    do("draft count --platform x --text", "Hello")
    do("incident close", "Two posts", "--reason", "handed on")
    do("incident report --to", str(office.folder / "reports"))
    do("incident reopen", "once more")
    do("incident list")
    do("incident close", "Two posts", "--reason", "handed on")
    again = (office.asha.passphrase,)
    do("incident dispose --reason", "a year has passed", secrets=again)
    do("vault disposals")


def taken_out(office: Office, draft: str) -> None:
    do = office.do
    do("draft ways", draft)
    do("draft copy", draft, "--channel", "x")
    do("draft compose", draft, "x")
    to = ("--to", "press@ashcombe.example")
    do("draft eml", draft, *to, "--file", str(office.folder / "notice.eml"))
    do("draft mailto", draft, *to, "--subject", "Council notice")
    do("draft print", draft, "--file", str(office.folder / "notice.pdf"))
    do("draft save", draft, "--file", str(office.folder / "notice.txt"))
    do("draft after", draft)
    seen = office.folder / "seen.png"
    seen.write_bytes(b"a screenshot")
    do("draft capture", draft, str(seen), "--where", "X")
    do("draft promise", draft, "1", "--owner", "Ben Hughes")


def agreed(office: Office, draft: str) -> None:
    do, asha = office.do, office.asha
    do("draft channels", draft, "x", "website")
    picture = office.folder / "notice.png"
    picture.write_bytes(b"pixels")
    do("draft picture", draft, str(picture), "--alt", "Council notice", "--rights")
    do("draft language", draft, "en")
    do("draft comment", draft, "Say until when", "--on", "More")
    comment = asha.json("draft", "comment", draft, "Good")["comments"][0]["entry"][:8]
    do("draft resolve", draft, comment, "--note", "Said")
    do("draft read", draft, "--changes", "Say who to ring", who=office.ben)
    do("draft override", draft, "DC09", "They said so themselves on the air")
    do("draft ask", draft, "--note", "By nine, please")
    do("draft approval", draft)
    shown = asha.json("draft", "approval", draft)
    as_what, code = ("--role", shown["approvals"][0]["role"]), ("--code", shown["code"])
    do("draft tried", draft, *as_what, "--how", "mobile, no answer")
    do("draft record-approval", draft, *as_what, *code, "--name", "Chris Head")
    do("contact set chief-executive --name", "Ben Hughes")
    do("draft approve", draft, *code, who=office.ben)


def colleagues(office: Office) -> None:
    do, carys = office.do, office.carys
    where = ("--folder", str(office.shared))
    do("vault exchange", *where)
    do("officer accept")
    do("officer join", carys.name, *where, who=carys)
    asked = carys.json("officer", "join", carys.name, *where)
    do("officer accept Carys --words", " ".join(asked["words"]))
    do("vault exchange", who=carys)
    do("incident list", who=carys)
    do("officer held")
    do("officer remove Carys --reason", "seconded")
    carys("incident", "note", "written after the removal, unknown here")
    carys("vault", "exchange")
    do("vault exchange")
    do("officer held")
    part = office.asha.json("officer", "held")["held"][0]["chain"]
    do("officer admit", part[:8])


def rehearsed(office: Office) -> None:
    do = office.do
    do("drill list")
    do("drill start", "Prize posts on a Saturday")
    do("drill inject --now")
    do("drill inject --answered --note", "Said that it is not ours")
    do("drill debrief --folder debrief --end", "Calm", "--lesson", "Ben=Print it")
    do("drill register --folder register")
    do("log show")
    do("log verify")


def checked_for_the_month(office: Office) -> None:
    do = office.do
    do("round list")
    do("round open")
    office.asha("account", "add", "bluesky", "later.example")
    do("round open --take-in")
    do("round show")
    do("round next")
    do("round give x --to", "Ben")
    do("round answer x")
    do("round answer facebook --ask roles --found wrong --note", "Dana is still there")
    do("round skip later --why", "It has only just come")
    do("round next")
    do("round close --note", "The rest in December")
    do("round certificate --to", str(office.folder / "certificates"))
    do("round list")


def exposed(office: Office) -> None:
    do = office.do
    do("exposure show")
    do("exposure show x --on", "2026-11-21")
    do("exposure print --to", str(office.folder / "exposure"))
    do("exposure change x --because", "seen-outside", "--why", "on a flip chart")
    do("exposure owed")
    do("exposure waive x --reason", "nobody was in the room")
    do("exposure lost Ben --what", "a laptop on the train")
    do("account access x Ben --emergency --reason", "the account was hijacked")
    do("exposure emergencies --seen")
    do("exposure nightly")
    do("officer leaving Ben --all")
    do("health show")
    do("health compare")
    do("health stolen")
    do("remind show --days", "60")
    do("remind calendar --to", str(office.folder / "due.ics"))
    do("remind locked")


def playbooks_changed(office: Office) -> None:
    do = office.do
    do("playbook list")
    do("playbook show hacked")
    do("playbook check")
    do("playbook card fake --out", "card.pdf")
    text = shipped_library().incidents["fake-account"].text
    own = office.folder / "own.yaml"
    own.write_text(
        text.replace("version: 1.", "version: 2.").replace("Ring 999", "Call 999")
    )
    do("playbook edit-from", str(own), "--why", "our words")
    do("playbook diff fake")
    do("playbook pack make ours.ikpack fake --template MT-01")
    do("playbook restore fake --why", "theirs is better")
    do("playbook pack look ours.ikpack")
    do("playbook pack take ours.ikpack --all")


def templates_changed(office: Office) -> None:
    do, own = office.do, office.folder / "own.txt"
    do("template list --playbook hacked")
    do("template show MT-01 short")
    do("template copy MT-01 short --out", str(own))
    own.write_text(own.read_text().replace("Please ignore", "Ignore"))
    do("template check", str(own))
    do("template edit", str(own), "--why", "shorter")
    do("template diff mt-01-short")
    do("template restore MT-01 short --why", "theirs is better")
    nia = ("--translator", "Nia Rees", "--day", "2026-03-02")
    do("template approve MT-01 web cy", *nia)
    do("template stop MT-01 web cy --why", "a word is wrong")


def looked_after(office: Office) -> None:
    do, asha = office.do, office.asha
    do("vault verify")
    do("vault rebuild")
    do("vault backup")
    do("vault accept-older")
    do("vault restore")
    new = "marble compass thirteen owls"
    do("vault passphrase", secrets=(new,))
    asha.passphrase = new
    playbooks_changed(office)
    templates_changed(office)
    sheet = (office.folder / "s").read_text().split("\n    ")[1:3]
    code = " ".join(sheet).split("\n")[0]
    whole = RecoveryCode(code).text
    asha.passphrase, before = whole, asha.passphrase
    do("vault check-sheet")
    do("vault recover --name", "Dana Price", secrets=("orange velvet comet harvest",))
    asha.passphrase = before


@dataclass
class RecoveryCode:
    """The two lines of a sheet, as somebody would type them."""

    lines: str

    @property
    def text(self) -> str:
        return " ".join(self.lines.split())


@pytest.fixture
def day(request, tmp_path, monkeypatch) -> Office:
    monkeypatch.chdir(tmp_path)
    office = Office(tmp_path, request.param)
    the_whole_day(office)
    return office


def everything() -> set[str]:
    """Every command of the parser, by group and action."""
    found = set()
    for name, parser in commands(console(), EXTRA).parser.commands().items():
        actions = parser.filled().commands()
        found |= {f"{name} {action}" for action in actions} or {name}
    return found


ELSEWHERE = {"tour", "bench", "vault remember", "vault forget", "account settle"}


@pytest.mark.parametrize("day", [True], indirect=True, ids=["data"])
def test_every_command_answers_with_one_object_of_steady_keys(day):
    found: dict[str, set[str]] = {}
    for command, said in day.said:
        assert not said.err or "comms lead" in said.err or command in WARNING
        found.setdefault(command, set()).update(paths(said.data))
    assert everything() - ELSEWHERE == set(found)
    kept = json.loads(KEYS.read_text())
    assert {name: sorted(keys) for name, keys in sorted(found.items())} == kept


WARNING = {"account password", "account reveal", "account export"}


@pytest.mark.parametrize("day", [False], indirect=True, ids=["words"])
def test_every_command_tells_a_person_something_that_fits(day):
    for command, said in day.said:
        assert said.out.strip(), command
        for line in said.all.splitlines():
            assert not JARGON.search(without_quoted(line)), (command, line)
            assert not COUNTED_WRONG.search(line), (command, line)
            assert len(line) <= WIDTH or any(c in line for c in COPIED), line


def without_quoted(line: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", "", line)


def paths(value: Any, at: str = "") -> Iterator[str]:
    """Yield every key of an answer by its path; lists count as one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if re.fullmatch(r"[a-z_]+", key) is None:
                continue  # what people wrote, such as the headings of a table
            yield f"{at}{key}"
            yield from paths(inner, f"{at}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, at)
