"""Say what is wrong with playbook files: `python -m tests.playbooks.doctor FILE...`.

Without files, every shipped one. Refusals come first; findings with their line.
"""

import sys
from pathlib import Path

from incidentkit.drafting.templates import shipped_templates
from incidentkit.errors import PlaybookRefusedError
from incidentkit.playbooks.check import check_playbook
from incidentkit.playbooks.library import incident_names, load_file, texts_near
from incidentkit.resources import resource_path
from incidentkit.words.playbooks import finding, refusal


def complaints(path: Path) -> list[str]:
    near = texts_near(path)
    try:
        playbook = load_file(path, near)
    except PlaybookRefusedError as error:
        return [refusal(error)]
    templates = {template for template, _ in shipped_templates()}
    found = check_playbook(playbook, templates, incident_names(near))
    return [f"{path.name}: {finding(f.line, f.rule, f.detail, f.hint)}" for f in found]


def main() -> int:
    shipped = sorted(resource_path("playbooks").rglob("*.yaml"))
    found = [
        line
        for p in [Path(a) for a in sys.argv[1:]] or shipped
        for line in complaints(p)
    ]
    for line in found or ["There is nothing to mend."]:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
