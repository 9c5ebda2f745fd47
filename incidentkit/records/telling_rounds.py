"""From an entry about a monthly account check to the sentence that tells it."""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.records.telling import Naming, Tell
from incidentkit.rounds import entries as r
from incidentkit.vault.kinds import Body, Fact, PersonId
from incidentkit.words import rounds_log as words


def _opened(body: r.RoundOpened, _fact: Fact, _naming: Naming) -> str:
    policy = (body.policy.value, body.every_months)
    return words.opened(body.month, *policy, len(body.lines))


def _added(body: r.LineAdded, _fact: Fact, naming: Naming) -> str:
    return words.added(naming.account(body.line.account))


def _given(body: r.LineGiven, _fact: Fact, naming: Naming) -> str:
    name = naming.person(PersonId(body.owner)) if body.owner else ""
    return words.given(naming.account(body.account), name)


def _answered(body: r.Answered, _fact: Fact, naming: Naming) -> str:
    account = naming.account(body.account)
    return words.answered(account, body.ask.value, body.found.value, body.note)


def _closed(body: r.RoundClosed, _fact: Fact, _naming: Naming) -> str:
    return words.closed(body.note)


def _written(body: r.CertificateWritten, _fact: Fact, _naming: Naming) -> str:
    return words.written(body.name, body.sha256.hex())


TOLD: Mapping[type[Body], Tell] = MappingProxyType(
    {
        r.RoundOpened: _opened,
        r.LineAdded: _added,
        r.LineGiven: _given,
        r.Answered: _answered,
        r.RoundClosed: _closed,
        r.CertificateWritten: _written,
    }
)
