"""What a message template may ask for: a fixed list, and nothing else.

Templates come from other people. A name that is not here is refused when the
template is read, so that a template can never reach anything of the kit.
"""

from collections.abc import Mapping

from incidentkit.words.drafting import FIELD_WORDS, SECTION_WORDS

FIELDS: Mapping[str, str] = FIELD_WORDS
"""Each field's name, and what it is in words."""

SECTIONS: Mapping[str, str] = SECTION_WORDS
"""Each part that can be switched on, and when it belongs in, in words."""
