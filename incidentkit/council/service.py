"""The door to the council's name and settings, for screens and commands."""

from incidentkit.council.entries import (
    COUNCIL,
    COUNCIL_FOLD,
    CouncilState,
    planned_name,
    planned_setting,
)
from incidentkit.council.settings import (
    KEYRING_DAYS,
    LOCK_MINUTES,
    NEXT_UPDATE_MINUTES,
    OFFICIAL_ACCOUNTS_PAGE,
    OWN_EMAIL_DOMAINS,
    PUBLIC_CONTACT,
    Setting,
    accepted,
    email_domains,
    find_setting,
)
from incidentkit.vault.change import Change
from incidentkit.vault.session import Receipt, Session


class CouncilService:
    """What the council has decided, and deciding it. Deciding takes a comms lead."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def state(self) -> CouncilState:
        """Everything decided so far."""
        state = self._session.state(COUNCIL_FOLD, COUNCIL)
        return state if isinstance(state, CouncilState) else CouncilState()

    def name(self) -> str:
        """Return the council's name, empty when nobody has given it one."""
        return self.state.name.value or ""

    def setting(self, key: str) -> str:
        """Return a setting as text: what was decided last, or the default.

        Raises:
            InvalidValueError: There is no such setting.
        """
        return self._values(find_setting(key))[-1]

    def in_conflict(self) -> tuple[str, ...]:
        """Return the keys that people have set differently, and `name` if that was."""
        state = self.state
        name = ("name",) if state.name.in_conflict else ()
        return name + tuple(d.key for d in state.decided if d.value.in_conflict)

    def keyring_days(self) -> int:
        """Return for how many days a machine may remember the way in, 0 for never.

        While leads have set it differently, the shortest holds.
        """
        return min(int(text) for text in self._values(KEYRING_DAYS))

    def lock_minutes(self) -> int:
        """Return after how many minutes an unused kit locks itself.

        While leads have set it differently, the shortest holds.
        """
        return min(int(text) for text in self._values(LOCK_MINUTES))

    def next_update_minutes(self) -> int:
        """Return how long after one public update the next is due."""
        return int(self.setting(NEXT_UPDATE_MINUTES.key))

    def official_accounts_page(self) -> str | None:
        """Return the address of the page that lists the council's accounts."""
        return self.setting(OFFICIAL_ACCOUNTS_PAGE.key) or None

    def public_contact(self) -> str | None:
        """Return how the public reach the council other than by a social network."""
        return self.setting(PUBLIC_CONTACT.key) or None

    def own_email_domains(self) -> tuple[str, ...]:
        """Return the domains of the council's own mailboxes."""
        return email_domains(self.setting(OWN_EMAIL_DOMAINS.key))

    def is_own_email(self, address: str) -> bool:
        """Whether an address is at one of the council's own domains."""
        _, _, domain = address.strip().lower().rpartition("@")
        return domain in self.own_email_domains()

    def planned_name(self, name: str) -> Change:
        """Return the change that names the council."""
        return planned_name(name, self.state)

    def planned_setting(self, key: str, text: str) -> Change:
        """Return the change that decides one setting."""
        return planned_setting(key, text, self.state)

    def set_name(self, name: str) -> Receipt:
        """Name the council.

        Raises:
            InvalidValueError: The name is empty or too long.
            RoleNeededError: This person is not a comms lead.
        """
        return self._session.commit(self.planned_name(name))

    def set(self, key: str, text: str) -> Receipt:
        """Decide one setting.

        Raises:
            InvalidValueError: There is no such setting, or it cannot be that.
            RoleNeededError: This person is not a comms lead.
        """
        return self._session.commit(self.planned_setting(key, text))

    def _values(self, setting: Setting) -> tuple[str, ...]:
        versions = self.state.setting(setting.key).versions
        return accepted(setting, tuple(version.value for version in versions))
