"""The door to the playbooks: the shipped ones, and the council's own copies of them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from incidentkit.council.calendar import day_of
from incidentkit.errors import (
    InvalidValueError,
    PlaybookRefusedError,
    SecretInTextError,
    UnknownNameError,
)
from incidentkit.playbooks.check import check_playbook
from incidentkit.playbooks.copies import Merged, Shipped
from incidentkit.playbooks.entries import (
    BACK,
    BASE,
    COPY,
    KEPT,
    LEFT,
    PLAYBOOK,
    TAKEN,
    TEMPLATE,
    BaseKept,
    Copy,
    CopyState,
    Left,
    LeftTaken,
    TextKept,
    TextLeft,
    WentBack,
    subject_of,
    text_digest,
)
from incidentkit.playbooks.keeping import (
    Keeping,
    Looked,
    Surrounding,
    distinct,
    reason,
)
from incidentkit.playbooks.library import Library
from incidentkit.playbooks.model import PartText, Playbook
from incidentkit.playbooks.read import read_playbook
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import Digest
from incidentkit.vault.register import Version
from incidentkit.vault.session import Session

_THIS = "playbook"  # what a text is called that has no file yet


class PlaybooksService:
    """Reads what is in use and keeps the council's own. Keeping takes a comms lead."""

    def __init__(
        self,
        session: Session,
        shipped: Callable[[], Iterable[PartText]],
        secrets_in: Callable[[str], tuple[str, ...]],
        surrounding: Callable[[], Surrounding] = Surrounding,
    ) -> None:
        self._session = session
        self._texts = shipped
        self._secrets_in = secrets_in
        self._surrounding = surrounding
        self._shipped: Shipped | None = None
        self._merged: tuple[tuple[str, ...], Merged] | None = None
        self._opened: dict[bytes, str] = {}

    # --- what is in use --------------------------------------------------

    def library(self) -> Library:
        """Return what is in use: the shipped playbooks, and our copies in their place."""
        return self.merged().library

    def merged(self) -> Merged:
        """Return what is in use, and which copies cannot be."""
        copies = self._copies()
        key = tuple(f"{slug} {text_digest(t.text)}" for slug, t in copies.items())
        if self._merged is None or self._merged[0] != key:
            self._merged = (key, self.shipped.with_copies(copies))
        return self._merged[1]

    @property
    def shipped(self) -> Shipped:
        """What travels with the program."""
        if self._shipped is None:
            self._shipped = Shipped(self._texts())
        return self._shipped

    def state(self, slug: str, sort: str = PLAYBOOK) -> CopyState:
        """Return what the council has kept about one text; nothing, when it has not."""
        state = self._session.state(COPY, subject_of(sort, slug))
        if isinstance(state, CopyState):
            return state
        return CopyState(sort=sort, name=slug)

    def states(self, sort: str = PLAYBOOK) -> dict[str, CopyState]:
        """Return every text the council has kept something about, by name."""
        found = (state for _, _, state in self._session.states(COPY))
        known = (s for s in found if isinstance(s, CopyState) and s.sort == sort)
        return {s.name: s for s in sorted(known, key=lambda s: s.name)}

    def text(self, entry: bytes) -> str:
        """Return the text that an entry holds.

        Raises:
            UnknownNameError, DisposedError, NotYetOpenedError: It is not to be had.
        """
        if entry not in self._opened:
            body = self._session.fact(entry).body
            if not isinstance(body, TextKept | BaseKept | TextLeft):
                raise UnknownNameError("entry", entry.hex()[:8])
            self._opened[entry] = body.text
        return self._opened[entry]

    def current(self, slug: str, sort: str = PLAYBOOK) -> Version[Copy] | None:
        """Return our copy that is used, None while the shipped text is.

        Of several that nobody has chosen from, it is the last.
        """
        versions = self.state(slug, sort).current.versions
        return versions[-1] if versions and not versions[-1].value.is_back else None

    def text_in_use(self, slug: str) -> PartText:
        """Return the text in use, which a running incident may have another of.

        Raises:
            UnknownNameError: There is no such playbook.
        """
        current = self.current(slug)
        if current is not None:
            return PartText(current.value.file, self.text(current.digest))
        if slug in self.shipped.texts:
            return self.shipped.texts[slug]
        raise UnknownNameError("playbook", slug)

    def base_text(self, slug: str, base: str, sort: str = PLAYBOOK) -> str | None:
        """Return the shipped text of a digest, None when nobody has it any more."""
        shipped = self.shipped.texts.get(slug)
        if sort == PLAYBOOK and shipped and text_digest(shipped.text) == base:
            return shipped.text
        entry = self.state(slug, sort).base_entry(base)
        return self.text(entry) if entry is not None else None

    def shipped_digest(self, slug: str) -> str:
        """Return the digest of the shipped text, empty when there is none."""
        shipped = self.shipped.texts.get(slug)
        return text_digest(shipped.text) if shipped else ""

    # --- looking at a text -----------------------------------------------

    def look(
        self, text: str, file: str = "", more: Mapping[str, PartText] | None = None
    ) -> Looked:
        """Read and check a text as it would be used here; it is kept nowhere.

        `more` are parts that come with it, which stand before our own.
        """
        library = self.library()
        others = tuple(p.name for p in library.incidents.values())
        parts = {part.file: part for part in library.part_texts} | dict(more or {})
        try:
            playbook = read_playbook(text, file, parts.values())
        except PlaybookRefusedError as error:
            return Looked(None, error, ())
        near = self._surrounding()
        names = (*others, playbook.name)
        found = check_playbook(playbook, near.templates, names, near.around)
        return Looked(playbook, None, found)

    # --- keeping ---------------------------------------------------------

    def keep(self, keeping: Keeping) -> str:
        """Keep a text as the council's own; returns the slug of the playbook it is.

        Raises:
            PlaybookRefusedError: It cannot be read, or another that uses it then.
            InvalidValueError: The version, the date or the reason will not do.
            SecretInTextError: It holds a stored secret.
            RoleNeededError: This person is not a comms lead.
        """
        playbook = self._readable(keeping)
        self._check_head(playbook, keeping)
        self._session.commit(self.planned(playbook, keeping))
        return playbook.slug

    def planned(self, playbook: Playbook, keeping: Keeping) -> Change:
        """Return the change that keeps a text that was read and found to do."""
        slug = playbook.slug
        shipped = self.shipped.texts.get(slug)
        base = self.shipped_digest(slug) if keeping.base is None else keeping.base
        body = TextKept(
            sort=PLAYBOOK,
            name=slug,
            file=self._file(slug),
            text=keeping.text,
            version=playbook.version,
            reviewed=playbook.reviewed.isoformat(),
            base=base,
            why=reason(keeping.why),
            origin=keeping.origin,
            replaces=self._replaced(slug, keeping.seen),
        )
        change = write(Write(subject_of(PLAYBOOK, slug), KEPT, body))
        known = self.state(slug).base_entry(base) is not None
        if shipped is None or known or base != text_digest(shipped.text):
            return change
        kept = Write(subject_of(PLAYBOOK, slug), BASE, BaseKept(shipped.text))
        return write(kept) + change

    def planned_template(self, file: str, keeping: Keeping) -> Change:
        """Return the change that keeps a message template, which was read already.

        Raises:
            SecretInTextError: It holds a stored secret.
        """
        self._refuse_secrets(keeping.text)
        known = self.state(file, TEMPLATE).current.digests
        body = TextKept(
            sort=TEMPLATE,
            name=file,
            file=file,
            text=keeping.text,
            version="",
            reviewed="",
            base=keeping.base or "",
            why=reason(keeping.why),
            origin=keeping.origin,
            replaces=tuple(digest for digest in keeping.seen if digest in known),
        )
        return write(Write(subject_of(TEMPLATE, file), KEPT, body))

    def templates(self) -> dict[str, str]:
        """Return the council's own message templates, by file."""
        found = {name: self.current(name, TEMPLATE) for name in self.states(TEMPLATE)}
        return {n: self.text(one.digest) for n, one in found.items() if one is not None}

    def take_together(self, keepings: Iterable[Keeping], also: Change) -> None:
        """Keep several texts that may need each other, all or none of them.

        Raises:
            As `keep`; version and date are their maker's.
        """
        several = tuple(keepings)
        library = self.library()
        overlay = {f"pack-{n}": PartText(_THIS, k.text) for n, k in enumerate(several)}
        parts = (*overlay.values(), *library.part_texts)
        read = [read_playbook(k.text, _THIS, distinct(parts)) for k in several]
        copies = self._copies()
        for playbook, keeping in zip(read, several, strict=True):
            self._refuse_secrets(keeping.text)
            copies[playbook.slug] = PartText(self._file(playbook.slug), keeping.text)
        self._refuse_breaking(self.shipped.with_copies(copies))
        change = also
        for playbook, keeping in zip(read, several, strict=True):
            change += self.planned(playbook, keeping)
        self._session.commit(change)

    def go_back(self, slug: str, why: str, seen: Iterable[bytes] | None = None) -> None:
        """Use the shipped text again; one of our own making is not used any more.

        Raises:
            UnknownNameError: The council has no copy of it.
            InvalidValueError: There is no reason, or others cannot do without it.
            RoleNeededError: This person is not a comms lead.
        """
        state = self.state(slug)
        if not state.current.versions:
            raise UnknownNameError("playbook", slug)
        copies = {s: t for s, t in self._copies().items() if s != slug}
        self._refuse_breaking(self.shipped.with_copies(copies))
        replaces = self._replaced(slug, tuple(seen or state.current.digests))
        body = WentBack(PLAYBOOK, slug, reason(why), replaces)
        self._session.commit(write(Write(subject_of(PLAYBOOK, slug), BACK, body)))

    def choose(self, slug: str, version: bytes, why: str) -> None:
        """Settle what colleagues kept at the same time: one of the texts is used.

        Raises:
            UnknownNameError: It is not one of them.
        """
        state = self.state(slug)
        chosen = next((v for v in state.current.versions if v.digest == version), None)
        if chosen is None:
            raise UnknownNameError("version", version.hex()[:8])
        if chosen.value.is_back:
            self.go_back(slug, why)
            return
        keeping = Keeping(
            self.text(version),
            why,
            tuple(state.current.digests),
            chosen.value.base,
            chosen.value.origin,
        )
        playbook = self._readable(keeping)
        self._session.commit(self.planned(playbook, keeping))

    # --- what was left unfinished ----------------------------------------

    def leave(self, slug: str, text: str, base: str = "") -> None:
        """Keep what somebody was still writing; it is used nowhere.

        Raises:
            SecretInTextError: It holds a stored secret.
        """
        self._refuse_secrets(text)
        body = TextLeft(PLAYBOOK, slug, text, base)
        self._session.commit(write(Write(subject_of(PLAYBOOK, slug), LEFT, body)))

    def left(self, slug: str) -> Left | None:
        """Return what this person left of a playbook last, None when nothing waits."""
        me = self._session.me.person
        mine = [one for one in self.state(slug).left if one.person == me]
        return mine[-1] if mine else None

    def let_go(self, slug: str, entry: Digest) -> None:
        """Take a text, and what was left before it, off the list of what waits."""
        subject, me = subject_of(PLAYBOOK, slug), self._session.me.person
        last = next((x.at for x in self.state(slug).left if x.entry == entry), 0)
        mine = [x for x in self.state(slug).left if x.person == me and x.at <= last]
        self._session.commit(
            write(*(Write(subject, TAKEN, LeftTaken(x.entry)) for x in mine))
        )

    # --- inside ----------------------------------------------------------

    def _copies(self) -> dict[str, PartText]:
        found = {slug: self.current(slug) for slug in self.states()}
        return {
            slug: PartText(one.value.file, self.text(one.digest))
            for slug, one in found.items()
            if one is not None
        }

    def _readable(self, keeping: Keeping) -> Playbook:
        self._refuse_secrets(keeping.text)
        library = self.library()
        playbook = read_playbook(keeping.text, _THIS, library.part_texts)
        text = PartText(self._file(playbook.slug), keeping.text)
        copies = self._copies() | {playbook.slug: text}
        self._refuse_breaking(self.shipped.with_copies(copies))
        return playbook

    def _file(self, slug: str) -> str:
        shipped = self.shipped.texts.get(slug)
        return shipped.file if shipped else f"{slug}.yaml"

    def _refuse_breaking(self, merged: Merged) -> None:
        """A change is refused when it leaves anything unreadable that was not before."""
        before = self.merged().refused
        for slug, error in merged.refused.items():
            if slug not in before:
                raise error

    def _check_head(self, playbook: Playbook, keeping: Keeping) -> None:
        slug = playbook.slug
        if playbook.reviewed > self._today():
            raise InvalidValueError("reviewed", "not-in-future")
        try:
            now = self.text_in_use(slug)
        except UnknownNameError:
            return
        current = self.current(slug)
        base = current.value.base if current else self.shipped_digest(slug)
        if now.text == keeping.text and keeping.base in (None, base):
            raise InvalidValueError("text", "nothing-changed")
        in_use = (*self.library().all,)
        version = next((p.version for p in in_use if p.slug == slug), "")
        if version == playbook.version:
            raise InvalidValueError("version", "version-as-before")

    def _today(self) -> date:
        return day_of(self._session.clock.now_ms())

    def _replaced(self, slug: str, seen: tuple[bytes, ...]) -> tuple[bytes, ...]:
        known = self.state(slug).current.digests
        return tuple(digest for digest in seen if digest in known)

    def _refuse_secrets(self, text: str) -> None:
        accounts = self._secrets_in(text)
        if accounts:
            raise SecretInTextError(accounts)
