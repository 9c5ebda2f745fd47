"""X's own conformance suite, read where somebody has it and put to our counting.

The suite (`twitter-text`, folder `conformance`) is published under the Apache licence
and not kept here. It is three files: `validate.yml`, `extract.yml` and `tlds.yml`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from incidentkit.drafting.domain_names import TopLevelNames, names_of_2020
from incidentkit.drafting.link_validity import is_valid_link
from incidentkit.drafting.links import find_links
from incidentkit.drafting.x_weight import weigh


@dataclass(frozen=True, slots=True)
class Case:
    """One case of the suite: what it is called, what it expects and what we say."""

    group: str
    name: str
    expected: object
    ours: object

    @property
    def is_met(self) -> bool:
        """Whether we say what the suite expects."""
        return self.expected == self.ours


def cases(folder: Path) -> Iterator[Case]:
    """Yield every case about weights, links and domains in the files that are there."""
    for name, groups in _GROUPS.items():
        path = folder / name
        if not path.is_file():
            continue
        told = yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]
        for group, ours in groups.items():
            for one in told.get(group) or ():
                said = ours(one["text"])
                yield Case(group, one["description"], one["expected"], said)


def _weighed(version: int) -> Callable[[str], object]:
    def told(text: str) -> Mapping[str, object]:
        found = weigh(text, _NAMES, emoji_as_one=version >= 3)
        return {
            "weightedLength": found.length,
            "valid": found.valid,
            "permillage": found.per_thousand,
            "displayRangeStart": 0,
            "displayRangeEnd": found.display_end,
            "validRangeStart": 0,
            "validRangeEnd": found.valid_end,
        }

    return told


def _links(text: str) -> list[str]:
    return [link.text for link in find_links(text, _NAMES)]


def _places(text: str) -> list[Mapping[str, object]]:
    return [
        {"url": link.text, "indices": [link.start, link.end]}
        for link in find_links(text, _NAMES)
    ]


# Their expectations were written with the names of 2020, and change with the list.
_NAMES: TopLevelNames = names_of_2020()
_GROUPS: Mapping[str, Mapping[str, Callable[[str], object]]] = {
    "validate.yml": {
        "WeightedTweetsCounterTest": _weighed(2),
        "WeightedTweetsWithDiscountedEmojiCounterTest": _weighed(3),
        "UnicodeDirectionalMarkerCounterTest": _weighed(3),
        "urls": is_valid_link,
        "urls_without_protocol": lambda text: is_valid_link(text, bare=True),
    },
    "tlds.yml": {"country": _links, "generic": _links},
    "extract.yml": {
        "urls": _links,
        "urls_with_indices": _places,
        "urls_with_directional_markers": _places,
        "tco_urls_with_params": _links,
    },
}
