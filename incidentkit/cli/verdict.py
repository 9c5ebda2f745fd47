"""Saying what a verification found, and what it cannot prove."""

from incidentkit.cli.console import Console
from incidentkit.desk.checking import besides, found
from incidentkit.desk.evidence import EvidenceCheck
from incidentkit.vault.verify import Report
from incidentkit.words import verification as words


def say_report(
    console: Console,
    report: Report,
    *,
    same_states: bool = True,
    evidence: EvidenceCheck | None = None,
    kept: int = 0,
) -> None:
    """Print a verification for a person, or give it as data.

    `kept` counts texts that disposals name and that are still needed.
    """
    intact, *troubles = found(report)
    what_now = troubles[-1:]
    console.say(intact, *(f"  {line}" for line in troubles[:-1]), *what_now)
    for line in besides(report, kept, same_states=same_states):
        console.say_wrapped(line)
    if evidence is not None:
        counts = (evidence.whole, len(evidence.missing), len(evidence.changed))
        console.say(*words.evidence(*counts))
    console.say("", words.CANNOT_PROVE)
    console.say(*(f"  {words.UNPROVED[item]}" for item in report.unproved))
    console.say("")
    console.say_wrapped(words.TO_COMPARE)
    for head in report.heads:
        console.say(f"  {head.chain.hex()[:8]} {head.number:>8} {head.digest.hex()}")
    console.answer(_as_data(report, evidence, same_states=same_states))


def _as_data(
    report: Report, evidence: EvidenceCheck | None, *, same_states: bool
) -> dict[str, object]:
    troubles = [
        {
            "trouble": str(f.trouble),
            "chain": f.chain,
            "number": f.number,
            "reason": f.reason,
        }
        for f in report.found
    ]
    data: dict[str, object] = {
        "intact": report.intact,
        "states_match": same_states,
        "entries": report.entries,
        "chains": report.chains,
        "held": report.held,
        "without_authority": report.without_authority,
        "unknown_class": report.unknown_class,
        "unreachable": report.unreachable,
        "disposed": report.disposed,
        "found": troubles,
        "not_proved": [str(item) for item in report.unproved],
        "heads": [
            {"chain": h.chain, "number": h.number, "digest": h.digest}
            for h in report.heads
        ],
    }
    if evidence is not None:
        data["evidence"] = {
            "whole": evidence.whole,
            "missing": evidence.missing,
            "changed": evidence.changed,
        }
    return data
