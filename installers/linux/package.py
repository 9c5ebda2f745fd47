"""The Debian package and the archive, made from one tree."""

import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from installers.bundle import contents_of, size_of
from installers.carried import PROGRAM, ROOT
from installers.linux.tree import HERE, packed, settle, tree
from installers.parts import system_packages
from installers.workshop import CannotBuildError, Workshop

_MAINTAINER = "The incidentkit project <release@incidentkit.example>"
_CONTROL = """\
Package: {program}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager | keepassxc, xdg-utils
Section: misc
Priority: optional
Description: vault, playbooks and a sealed log for council communications teams
 It keeps a team's corporate accounts in an encrypted vault. When a post, a
 comment, an account or a reporter's question becomes a problem, it guides
 whoever is on duty step by step, writes down everything that is done, and
 drafts what people need to read.
 .
 It works alone and offline, and sends nothing anywhere.
"""
_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: incidentkit
Comment:
 The licences of everything that is carried are in
 /usr/lib/incidentkit/_internal/incidentkit/_resources/licences.txt

Files: *
Copyright: 2026 The incidentkit project
License: GPL-3+
 This program is free software: you can redistribute it and/or modify it under
 the terms of the GNU General Public License as published by the Free Software
 Foundation, either version 3 of the License, or (at your option) any later
 version. It comes without any warranty.
 .
 On Debian systems the full text is in /usr/share/common-licenses/GPL-3.
"""


def package(workshop: Workshop, bundle: Path, packing: str) -> Path:
    """Make the .deb, packed well (`-Zxz`) or quickly."""
    root = workshop.fresh("linux", "package")
    tree(workshop, bundle, root / "usr")
    _documents(workshop, root / "usr" / "share")
    _control(workshop, root, system_packages(contents_of(bundle)))
    settle(workshop, root)
    target = workshop.dist / f"{PROGRAM}_{workshop.version}_{_architecture()}.deb"
    owned = ("dpkg-deb", "--root-owner-group", *packing.split())
    workshop.run(*owned, "--build", root, target, DPKG_DEB_THREADS_MAX="2")
    return target


def archive(workshop: Workshop, bundle: Path) -> Path:
    """Make the archive, for whoever cannot or may not install a package."""
    name = f"{PROGRAM}-{workshop.version}-linux-{_architecture()}"
    root = workshop.fresh("linux", "archive")
    tree(workshop, bundle, root / name)
    settle(workshop, root / name)
    plain = root / f"{name}.tar"
    with tarfile.open(plain, "w", format=tarfile.PAX_FORMAT) as made:
        made.add(root / name, name, filter=_nobodys)
    workshop.run("xz", "--threads=2", "--block-size=24MiB", "--force", plain)
    return Path(shutil.move(f"{plain}.xz", workshop.dist / f"{name}.tar.xz"))


def depends(bundle: Path, carried: Iterable[str]) -> str:
    """Return what a bundle needs from the system, beside the packages it carries."""
    folder = bundle.parent / "debian"
    folder.mkdir(exist_ok=True)
    (folder / "control").write_text(f"Source: {PROGRAM}\n", encoding="utf-8")
    inner = sorted({path.parent for path in _binaries(bundle)})
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
    command += [f"-l{path}" for path in inner]
    command += [f"-x{name.split(':')[0]}" for name in carried]
    command += [str(path) for path in _binaries(bundle)]
    ended = subprocess.run(
        command, cwd=bundle.parent, capture_output=True, text=True, check=False
    )
    if ended.returncode != 0:
        raise CannotBuildError(f"dpkg-shlibdeps: {ended.stderr.strip()}")
    return ended.stdout.strip().removeprefix("shlibs:Depends=")


def _control(workshop: Workshop, root: Path, carried: Iterable[str]) -> None:
    folder = root / "DEBIAN"
    folder.mkdir()
    usr = root / "usr"
    text = _CONTROL.format(
        program=PROGRAM,
        maintainer=_MAINTAINER,
        version=workshop.version,
        architecture=_architecture(),
        kilobytes=size_of(usr) // 1024,
        depends=depends(usr / "lib" / PROGRAM, carried),
    )
    (folder / "control").write_text(text, encoding="utf-8")
    shutil.rmtree(usr / "lib" / "debian")
    (folder / "md5sums").write_text("\n".join(_sums(root)) + "\n", encoding="utf-8")


def _documents(workshop: Workshop, share: Path) -> None:
    folder = share / "doc" / PROGRAM
    folder.mkdir(parents=True)
    (folder / "copyright").write_text(_COPYRIGHT, encoding="utf-8")
    (folder / "changelog").write_text(_changelog(workshop), encoding="utf-8")
    packed(folder / "changelog")
    shutil.copyfile(ROOT / "CHANGELOG.md", folder / "NEWS.md")
    packed(folder / "NEWS.md")
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(HERE / "lintian-overrides", overrides / PROGRAM)


def _changelog(workshop: Workshop) -> str:
    """Return Debian's own form, which has a line for each package and no more."""
    day = format_datetime(datetime.fromtimestamp(workshop.epoch, UTC))
    return (
        f"{PROGRAM} ({workshop.version}) stable; urgency=medium\n\n"
        f"  * What changed is in NEWS.md beside this file.\n\n"
        f" -- {_MAINTAINER}  {day}\n"
    )


def _sums(root: Path) -> Iterator[str]:
    """Return what dpkg compares installed files with; nobody trusts it for more."""
    for path in sorted((root / "usr").rglob("*")):
        if path.is_file() and not path.is_symlink():
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False)
            yield f"{digest.hexdigest()}  {path.relative_to(root)}"


def _binaries(bundle: Path) -> list[Path]:
    found = (p for p in bundle.rglob("*") if p.is_file() and not p.is_symlink())
    return sorted(path for path in found if path.open("rb").read(4) == b"\x7fELF")


def _architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(
        command, capture_output=True, text=True, check=True
    ).stdout.strip()


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
