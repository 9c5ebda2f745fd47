"""A checkout finds its resources beside the package; the wheel's case is in packaging."""

from pathlib import Path

from incidentkit.resources import resource_path

ROOT = Path(__file__).resolve().parents[1]


def test_a_checkout_finds_resources_beside_the_package():
    assert resource_path() == ROOT / "resources"
    assert resource_path().is_dir()
    assert resource_path("playbooks", "a.yaml") == ROOT / "resources/playbooks/a.yaml"
