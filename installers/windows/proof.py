"""Both installers tried out under Wine, with a stand-in where the program would be.

Three versions of the stand-in are made and signed with a certificate of the moment. What
is proved is what installers do. The program itself is not run: it is not there.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from installers.windows import archive, identity
from installers.windows.per_machine import per_machine
from installers.windows.per_user import per_user
from installers.windows.prove_all import prove_for_all
from installers.windows.prove_one import prove_for_one
from installers.windows.signing import Signer, is_signed_by, own_signer
from installers.windows.stand_in import stand_in
from installers.windows.trial import MIDDLE, NEWER, OLDER, ONLY_OLDER, Checks, Trial
from installers.windows.wine import Wine
from installers.workshop import Workshop, say

Make = Callable[[Workshop, Path, str, Path, Signer | None], Path]


def prove(workshop: Workshop, icon: Path) -> None:
    """Make stand-ins and both kinds of installer, and try everything.

    Raises:
        CannotBuildError: Something was not as it has to be.
    """
    check = Checks()
    sign, certificate = own_signer(workshop.fresh("windows", "certificate"))
    apart = replace(workshop, dist=workshop.fresh("windows", "stand-in-installers"))
    folders = _stand_ins(workshop, sign)
    setups, packages = (
        {v: make(apart, folder, v, icon, sign) for v, folder in folders.items()}
        for make in (per_user, per_machine)
    )
    say("The bytes")
    _prove_same(check, apart, folders[NEWER], icon)
    say("Signatures")
    _prove_signatures(
        check, certificate, folders[NEWER], setups[NEWER], packages[NEWER]
    )
    say("The installer for one person")
    prove_for_one(_trial(workshop, "one", setups, check), certificate)
    say("The package for everyone")
    prove_for_all(_trial(workshop, "all", packages, check), setups[NEWER])
    say(
        f"{check.seen} things seen, under Wine with a stand-in. The program was not run."
    )


def _stand_ins(workshop: Workshop, sign: Signer) -> dict[str, Path]:
    folders = {
        OLDER: stand_in(workshop, OLDER, ONLY_OLDER),
        MIDDLE: stand_in(workshop, MIDDLE),
        NEWER: stand_in(workshop, NEWER),
    }
    for version, folder in folders.items():
        archive.look_at(folder, version)
        archive.sign_programs(folder, sign)
    return folders


def _prove_same(check: Checks, apart: Workshop, folder: Path, icon: Path) -> None:
    """Make one installer twice, unsigned: a signature has a time of its own."""
    made = []
    for name in ("first", "second"):
        archive.date_all(apart, folder)
        workshop = replace(apart, dist=apart.fresh("windows", name))
        made.append(per_user(workshop, folder, NEWER, icon, None).read_bytes())
    check("made twice, the installer for one person is the same", made[0] == made[1])


def _prove_signatures(
    check: Checks, certificate: Path, folder: Path, *installers: Path
) -> None:
    for path in (*(folder / name for name in identity.PROGRAMS), *installers):
        check(f"{path.name} is signed", is_signed_by(certificate, path))
    changed = certificate.with_name("changed.exe")
    name, other = (word.encode("utf-16-le") for word in ("started.txt", "startee.txt"))
    whole = (folder / identity.WINDOW).read_bytes()
    changed.write_bytes(whole.replace(name, other))
    check("a program with one changed word differs", changed.read_bytes() != whole)
    check("a changed program is refused", not is_signed_by(certificate, changed))


def _trial(
    workshop: Workshop, name: str, made: Mapping[str, Path], check: Checks
) -> Trial:
    wine = Wine(workshop.fresh("windows", f"wine-{name}"))
    wine.begin()
    return Trial(wine, made, check)
