"""The council's settings: all of them, by key, in the order in which they are shown."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from incidentkit.council import day_to_day, in_public
from incidentkit.council.setting import Group, Setting
from incidentkit.errors import InvalidValueError

SETTINGS: Final[Mapping[str, Setting]] = MappingProxyType(
    {
        setting.key: setting
        for group in Group
        for setting in (*day_to_day.SETTINGS, *in_public.SETTINGS)
        if setting.group is group
    }
)
QUESTIONS: Final = tuple(key for key, setting in SETTINGS.items() if setting.asked)


def find_setting(key: str) -> Setting:
    """Return the setting with this key.

    Raises:
        InvalidValueError: There is none; it is the key that is refused.
    """
    setting = SETTINGS.get(key)
    if setting is None:
        raise InvalidValueError("setting", "unknown-setting")
    return setting


def accepted(setting: Setting, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return those texts that the setting may be, or its default if none is.

    What a changed program wrote must not stop the app, only have no effect.
    """
    kept = tuple(text for text in texts if _is_accepted(setting, text))
    return kept or (setting.default,)


def _is_accepted(setting: Setting, text: str) -> bool:
    try:
        return setting.accept(text) == text
    except InvalidValueError:
        return False
