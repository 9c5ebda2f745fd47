"""A check of a playbook knows the council's settings and the accounts in its register."""

import pytest

from incidentkit.accounts.model import Access, NewAccount
from incidentkit.council.settings import SETTINGS
from incidentkit.desk.packs import look_into, template_texts
from incidentkit.desk.playbook_surrounding import surrounding
from incidentkit.drafting.gaps import gaps_in, readable
from incidentkit.drafting.templates import render
from incidentkit.playbooks.model import SETTING
from incidentkit.playbooks.pack import PackItem
from tests.desk.test_council_playbooks import desk, their_pack

__all__ = ["desk"]
HACKED = "hacked-account"


def rules(desk, text):
    return {(f.rule, f.detail) for f in desk.playbooks.look(text).findings}


def changed(desk, old, new):
    text = desk.playbooks.text_in_use("inappropriate-post").text
    assert old in text
    return text.replace(old, new, 1)


def test_a_setting_that_the_council_does_not_have_is_found_in_the_editor(desk):
    text = changed(desk, "follows: own bad post", "follows: own bad posts")
    assert ("setting-unknown", "own bad posts") in rules(desk, text)


def test_the_shipped_playbooks_name_settings_and_choices_that_there_are(desk):
    for slug in desk.playbooks.shipped.texts:
        found = rules(desk, desk.playbooks.text_in_use(slug).text)
        assert not {r for r, _ in found} & {"setting-unknown", "choice-unknown"}
        assert "choice-uncovered" not in {rule for rule, _ in found}
    assert all(not key.startswith(SETTING) for key in surrounding().around.settings)
    assert len(surrounding().around.settings) == len(SETTINGS)
    assert template_texts(desk)


@pytest.mark.parametrize(
    ("platform", "more", "is_found"),
    [
        ("facebook", {"access": Access.ROLES}, False),
        ("facebook", {}, True),
        ("facebook", {"recovery_phone": "01632 960001"}, False),
        ("facebook", {"access": Access.ELSEWHERE}, False),
        ("somewhere-new", {"recovery_phone": "01632 960001"}, True),
    ],
)
def test_an_account_that_nobody_could_get_back_is_found(desk, platform, more, is_found):
    before = surrounding(desk.accounts, desk.platforms).around.without_recovery
    desk.accounts.add(NewAccount(platform, "AshcombeDC", **more))
    after = surrounding(desk.accounts, desk.platforms).around.without_recovery
    assert (len(after) > len(before)) is is_found
    name = desk.platforms[platform].name if platform in desk.platforms else platform
    text = desk.playbooks.text_in_use(HACKED).text
    assert (("recovery-missing", name) in rules(desk, text)) is is_found


def test_whatever_no_one_filled_in_of_a_template_is_asked_of_the_writer(desk):
    for template in desk.drafts.templates().values():
        blank = render(template, {}, template.sections).text
        assert set(gaps_in(readable(blank))) == set(template.fields), template.id


def test_a_template_that_asks_for_what_nobody_can_fill_in_is_found(desk):
    text = (
        "id: MT-81\nvariant: web\ntitle: Ours\naudience: public\npublic: yes\n---\n"
        "Hello {{ handle }}, {{ favourite_colour }}\n"
    )
    pack = their_pack(desk, PackItem("mt-81-web.txt", text))
    (found,) = look_into(desk, pack).found
    assert found.standing == "refused"
    assert found.remarks[0].line == 7
    assert "no field of this name" in found.remarks[0].says
    fine = text.replace(", {{ favourite_colour }}", "")
    (found,) = look_into(desk, their_pack(desk, PackItem("mt-81-web.txt", fine))).found
    assert found.standing == "new"
