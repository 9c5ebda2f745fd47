"""The message templates of a kit: those shipped, with the council's own in their place."""

from collections.abc import Callable, Mapping

from incidentkit.drafting.templates import (
    ENGLISH,
    Template,
    shipped_templates,
    with_own,
)
from incidentkit.drafting.translations import TranslationsService
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.session import Session


class TemplateLibrary:
    """`translations` says which Welsh ones can be used."""

    def __init__(
        self,
        session: Session,
        own: Callable[[], Mapping[str, str]] = dict,
        looks_after_welsh: Callable[[PersonId], bool] = lambda person: False,
    ) -> None:
        """Take what is asked of other rooms.

        `own` are the council's own texts by their files' names. `looks_after_welsh`:
        who besides a comms lead may record what a translator said.
        """
        self._own = own
        self.translations = TranslationsService(
            session, self.templates, looks_after_welsh
        )

    def templates(self, language: str = ENGLISH) -> Mapping[tuple[str, str], Template]:
        """Return the templates of a language in use, by id and variant."""
        return with_own(self.shipped(language), self._own(), language)

    def agreed(self, template: Template | None) -> Template | None:
        """Return a template, English for Welsh words that no translator approved."""
        if template is None or not template.is_welsh:
            return template
        key = (template.id, template.variant)
        is_usable = self.translations.find(*key).is_usable
        return template if is_usable else self.templates().get(key)

    def shipped(self, language: str = ENGLISH) -> Mapping[tuple[str, str], Template]:
        """Return those that travel with the program."""
        return shipped_templates(language)
