"""From an entry about a playbook of the council's own to the sentence that tells it."""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.playbooks import entries as p
from incidentkit.records.naming import Naming
from incidentkit.records.telling import Tell
from incidentkit.vault.kinds import Body, Fact
from incidentkit.words import packs
from incidentkit.words import playbook_copies as words


def _kept(body: p.TextKept, _fact: Fact, _naming: Naming) -> str:
    from_pack = body.origin
    origin = (
        packs.origin(from_pack.maker, from_pack.words, compared=from_pack.compared)
        if from_pack
        else ""
    )
    return words.kept(body.name, body.version, body.why, origin)


def _base(_body: p.BaseKept, _fact: Fact, _naming: Naming) -> str:
    return words.base_kept()


def _back(body: p.WentBack, _fact: Fact, _naming: Naming) -> str:
    return words.went_back(body.name, body.why)


def _left(body: p.TextLeft, _fact: Fact, _naming: Naming) -> str:
    return words.left(body.name)


def _taken(_body: p.LeftTaken, _fact: Fact, _naming: Naming) -> str:
    return words.left_taken()


TOLD: Mapping[type[Body], Tell] = MappingProxyType(
    {
        p.TextKept: _kept,
        p.BaseKept: _base,
        p.WentBack: _back,
        p.TextLeft: _left,
        p.LeftTaken: _taken,
    }
)
