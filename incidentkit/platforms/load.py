"""Reading the platform files."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from incidentkit.errors import PlatformFactsRefusedError
from incidentkit.platforms.platform import Platform
from incidentkit.resources import resource_path

_MOST_BYTES = 64 * 1024


def load_platforms(folder: Path | None = None) -> Mapping[str, Platform]:
    """Read every platform file of a folder, by slug; by default those shipped.

    Raises:
        PlatformFactsRefusedError: a file cannot be read or is not as it must
            be. One bad file refuses all, so that nobody works with half.
    """
    source = resource_path("platforms") if folder is None else folder
    platforms = (read_platform(path) for path in sorted(source.glob("*.json")))
    return MappingProxyType({platform.slug: platform for platform in platforms})


def read_platform(path: Path) -> Platform:
    """Read one platform file; its name must be the slug it holds.

    Raises:
        PlatformFactsRefusedError: with the file's name and what is wrong.
    """
    try:
        raw = path.read_bytes()
        if len(raw) > _MOST_BYTES:
            raise PlatformFactsRefusedError(path.name, "too large")
        platform = msgspec.json.decode(raw, type=Platform)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PlatformFactsRefusedError(path.name, str(error)) from error
    if platform.slug != path.stem:
        raise PlatformFactsRefusedError(path.name, f"its slug is {platform.slug!r}")
    return platform
