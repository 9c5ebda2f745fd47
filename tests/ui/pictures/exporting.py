"""Taking the accounts out, and importing what is there already."""

from PySide6.QtWidgets import QWidget

from tests.ui.pictures.accounts import TABLE, at_list, importing
from tests.ui.studio import PASSPHRASE, Studio, many_accounts, one_page, one_x


def at_export(studio: Studio) -> QWidget:
    view = at_list(studio)
    view.register.take_out.click()
    return view


def plain(studio: Studio) -> QWidget:
    return at_export(studio.prepare(one_x, one_page))


def secrets(studio: Studio) -> QWidget:
    view = at_export(studio.prepare(one_x, one_page))
    view.exporting.with_secrets.click()
    view.exporting.reason.setText("Moving to the password manager of the whole council")
    view.exporting.folder.put("Documents")
    return view


def refused(studio: Studio) -> QWidget:
    view = secrets(studio)
    view.exporting.passphrase.setText("not the passphrase")
    view.exporting.go.click()
    studio.settle()
    return view


def done(studio: Studio) -> QWidget:
    view = at_export(studio.prepare(many_accounts))
    folder = studio.base.parent / "mine"
    folder.mkdir()
    view.exporting.with_secrets.click()
    view.exporting.reason.setText("Moving")
    view.exporting.folder.put(str(folder))
    view.exporting.passphrase.setText(PASSPHRASE)
    view.exporting.go.click()
    studio.settle()
    return view


def import_duplicates(studio: Studio) -> QWidget:
    return importing(studio.prepare(one_x), TABLE + TABLE.splitlines()[2] + "\n")


PICTURES = {
    "plain": plain,
    "secrets": secrets,
    "refused": refused,
    "done": done,
    "import-duplicates": import_duplicates,
}
