"""incidentkit: a vault, playbooks and a sealed log for council communications teams."""

__version__ = "0.1.0"
