"""What is typed about one account waits for it, and is kept at a lock."""

from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.typed_about import TypedAbout
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.unfold import Unfold


def typed_about(
    model: AccountViewModel, fields: FormFields, unfold: Unfold | None = None
) -> TypedAbout:
    """Return what keeps the words of one form of the account's page."""
    left = model.left_forms()
    left.refused.connect(model.refused)
    return TypedAbout(left, fields, unfold)
