"""From an entry about a platform's facts to the sentence that tells it."""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.platforms import own as p
from incidentkit.records.naming import Naming
from incidentkit.records.telling import Tell
from incidentkit.vault.kinds import Body, Fact
from incidentkit.words import platform_facts as words


def _set(body: p.PlaceSet, _fact: Fact, _naming: Naming) -> str:
    way = (body.link, body.menu, body.note)
    return words.place_set(body.platform, body.task, way, body.checked)


def _put_back(body: p.PlacePutBack, _fact: Fact, _naming: Naming) -> str:
    return words.put_back_told(body.platform, body.task)


def _confirmed(body: p.FactsConfirmed, _fact: Fact, _naming: Naming) -> str:
    return words.confirmed_told(body.platform, body.checked)


TOLD: Mapping[type[Body], Tell] = MappingProxyType(
    {p.PlaceSet: _set, p.PlacePutBack: _put_back, p.FactsConfirmed: _confirmed}
)
