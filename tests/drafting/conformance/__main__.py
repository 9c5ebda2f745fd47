"""Put X's conformance suite to our counting: `python -m tests.drafting.conformance FOLDER`.

`FOLDER` has the suite's own `validate.yml`, `extract.yml` and `tlds.yml`, as they are in
the folder `conformance` of the published `twitter-text`.
"""

import sys
from collections import Counter
from pathlib import Path

from tests.drafting.conformance.cases import cases


def main(folder: str) -> int:
    met: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for case in cases(Path(folder)):
        every[case.group] += 1
        met[case.group] += case.is_met
        if not case.is_met:
            print(f"{case.group}: {case.name}")
            print(f"  expected {case.expected!r}")
            print(f"  ours     {case.ours!r}")
    for group, number in every.items():
        print(f"{met[group]:5} of {number:5}  {group}")
    if not every:
        print("No file of the suite is in that folder.")
    return 0 if every and met == every else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or ["."]))
