"""Papers of an account: sealed, given out byte for byte, checked with the log."""

import pytest

from incidentkit.accounts.model import NewAccount
from incidentkit.desk.account_papers import take_paper_out
from incidentkit.desk.evidence import check_evidence
from incidentkit.errors import (
    ClosedAccountError,
    FileUnreadableError,
    InvalidValueError,
    RefusedError,
    UnknownNameError,
)
from incidentkit.vault.evidence import EvidenceFolder
from tests.desk.test_council_playbooks import desk

__all__ = ["desk"]
DATA = b"Agreed on 3 November\r\n\x00\xff" * 4000


@pytest.fixture
def account(desk):
    return desk.accounts.add(NewAccount("x", "AshcombeDC"))


@pytest.fixture
def paper(desk, account, tmp_path):
    path = tmp_path / "Approval 12.pdf"
    path.write_bytes(DATA)
    return desk.accounts.papers.attach(account, path, "Approval of the cabinet")


def test_a_paper_comes_out_as_it_went_in_and_its_name_is_no_path(
    desk, account, paper, tmp_path
):
    copy = take_paper_out(desk, paper, tmp_path / "out")
    assert copy.read_bytes() == DATA
    assert copy.parent == tmp_path / "out"
    assert copy.suffix == ".pdf"
    (kept,) = desk.accounts.known(account).account.attachments
    assert (kept.name, kept.what, kept.size) == (
        "Approval 12.pdf",
        "Approval of the cabinet",
        len(DATA),
    )


def test_it_is_sealed_on_disk_and_read_by_the_check_of_the_log(desk, paper):
    places = desk.session.kit.places
    sealed = [p.read_bytes() for p in places.kit.rglob("*") if p.is_file()]
    assert not any(b"Agreed on 3" in data for data in sealed)
    assert check_evidence(desk).whole == 1


def test_a_paper_that_was_changed_is_named_and_not_given_out(desk, paper, tmp_path):
    folder = EvidenceFolder(desk.session.kit.places)
    (file,) = folder.files()
    path = folder.path(file)
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert check_evidence(desk).changed == (paper.digest,)
    with pytest.raises(RefusedError):
        take_paper_out(desk, paper, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_what_is_no_file_or_too_much_said_is_not_taken(desk, account, tmp_path):
    papers = desk.accounts.papers
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(FileUnreadableError):
            papers.attach(account, path)
    small = tmp_path / "small.txt"
    small.write_text("x")
    with pytest.raises(InvalidValueError):
        papers.attach(account, small, "a" * 2000)
    desk.accounts.close(account)
    with pytest.raises(ClosedAccountError):
        papers.attach(account, small)
    assert EvidenceFolder(desk.session.kit.places).files() == ()


def test_a_paper_is_found_by_the_start_of_its_entry_and_can_be_ended(
    desk, account, paper
):
    papers = desk.accounts.papers
    assert papers.find(account, paper.digest.hex()[:8]) == paper
    papers.remove(account, paper.digest, "Replaced")
    assert desk.accounts.known(account).account.attachments == ()
    for entry in ("", "zz", paper.digest.hex()[:8]):
        with pytest.raises(UnknownNameError):
            papers.find(account, entry)
    desk.session.rebuild()
    assert desk.accounts.known(account).account.attachments == ()
