"""All checks on one draft, the worst findings first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from incidentkit.drafting.checks import (
    accessibility,
    apology,
    approvals,
    cause,
    consistency,
    election,
    interim,
    people,
    personal,
    placeholders,
    promises,
    quoting,
    secrets,
    spelling,
    tone,
    web_links,
    welsh,
)
from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, Severity, block, worst_first

Check = Callable[[Draft], Iterator[Finding]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "DC01": placeholders.dc01,
        "DC02": placeholders.dc02,
        "DC03": secrets.dc03,
        "DC04": people.dc04,
        "DC05": personal.dc05,
        "DC06": cause.dc06,
        "DC07": apology.dc07,
        "DC08": apology.dc08,
        "DC09": cause.dc09,
        "DC10": promises.dc10,
        "DC11": promises.dc11,
        "DC12": tone.dc12,
        "DC13": election.dc13,
        "DC14": tone.dc14,
        "DC15": accessibility.dc15,
        "DC16": welsh.dc16,
        "DC17": web_links.dc17,
        "DC18": people.dc18,
        "DC19": tone.dc19,
        "DC20": people.dc20,
        "DC21": approvals.dc21,
        "DC22": approvals.dc22,
        "DC23": interim.dc23,
        "DC24": interim.dc24,
        "DC25": personal.dc25,
        "DC26": approvals.dc26,
        "DC27": consistency.dc27,
        "DC28": apology.dc28,
        "DC29": people.dc29,
        "DC30": people.dc30,
        "DC31": tone.dc31,
        "DC32": consistency.dc32,
        "DC33": accessibility.dc33,
        "DC34": quoting.dc34,
        "DC35": quoting.dc35,
        "DC36": spelling.dc36,
    }
)
"""Every check by its id. What a check needs and is not told, it does not guess."""

BLOCK_INTERIM = frozenset({"DC01", "DC02", "DC03", "DC05", "DC06"})
"""What stops even an interim notice. All else is at most looked at again."""

LONGEST_CHECKED = 50_000
MOST_OF_EACH = 20
_NOT_READ = block("DC02", "too-long-to-check", "shorten", can_override=False)


def find_all(draft: Draft) -> tuple[Finding, ...]:
    """Run every check, the worst findings first.

    A text longer than any draft is read up to its cap, and stopped for that alone.
    Of one check's findings the first twenty are kept.
    """
    length = len(draft.text)
    found: list[Finding] = []
    if length > LONGEST_CHECKED:
        found.append(_NOT_READ.at((LONGEST_CHECKED, length)))
        draft = replace(draft, text=draft.text[:LONGEST_CHECKED])
    for check in CHECKS.values():
        found += islice(check(draft), MOST_OF_EACH)
    if draft.is_interim:
        found = [_on_interim(finding) for finding in found]
    return worst_first(found)


def _on_interim(finding: Finding) -> Finding:
    stays = finding.check in BLOCK_INTERIM or finding.severity is not Severity.BLOCK
    return finding if stays else replace(finding, severity=Severity.WARN)
