"""Where a kit lives on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incidentkit.vault.folder import Places


def places_of(base: Path | None) -> "Places":
    """Return where a kit lives: in one folder, or where the system keeps such things."""
    from incidentkit.vault.folder import Places, under

    if base is not None:
        return under(base.absolute())
    import platformdirs

    dirs = platformdirs.PlatformDirs("incidentkit", appauthor=False)
    data = Path(dirs.user_data_dir)
    return Places(data / "kit", Path(dirs.user_state_dir), data / "backups")
