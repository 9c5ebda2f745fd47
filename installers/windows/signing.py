"""Signatures on programs and installers, by osslsigncode: on Debian, and no Windows.

Which key signs stands in a file with one option of osslsigncode on each line, so that a
key in a token, which certificates of today have to be in, needs nothing else here.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installers.carried import ROOT
from installers.workshop import CannotBuildError

_ITSELF = "installers.windows.signing"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs files in their place with what an option file says."""

    options: Path

    @property
    def command(self) -> tuple[str, ...]:
        """What signs the file that is added to it, started where the sources are."""
        return (sys.executable, "-m", _ITSELF, str(self.options.resolve()))

    def __call__(self, file: Path) -> None:
        """Sign a file.

        Raises:
            CannotBuildError: It was not signed. It is as it was.
        """
        command = [*self.command, str(file.resolve())]
        ended = subprocess.run(command, cwd=ROOT, check=False)
        if ended.returncode != 0:
            raise CannotBuildError(f"{file.name} could not be signed.")


def signed(options: Sequence[str], file: Path) -> int:
    """Sign a file in its place; return what osslsigncode ended with."""
    part = file.with_name(file.name + ".signed")
    part.unlink(missing_ok=True)
    said = ("-n", "incidentkit", "-h", "sha256", "-in", str(file), "-out", str(part))
    command = ["osslsigncode", "sign", *options, *said]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode == 0:
        part.replace(file)
    else:
        print(ended.stdout, ended.stderr, file=sys.stderr)
    return ended.returncode


def is_signed_by(certificate: Path, file: Path) -> bool:
    """Whether a file is as it was signed, by a certificate or one that it vouches for."""
    command = ["osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def own_signer(folder: Path) -> tuple[Signer, Path]:
    """Make a certificate that nobody trusts, to try the signing with; return both."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    request = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    names = ("-subj", "/CN=incidentkit trial, not to be trusted")
    use = ("-addext", "extendedKeyUsage=codeSigning")
    files = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run([*request, *names, *use, *files], capture_output=True, check=True)
    options = folder / "signing.txt"
    options.write_text(f"-certs\n{certificate}\n-key\n{key}\n", encoding="utf-8")
    return Signer(options), certificate


if __name__ == "__main__":  # makensis signs the uninstaller by it
    said = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    sys.exit(signed([line for line in said if line], Path(sys.argv[2])))
