"""Templates, drafts, counting and checks: from an incident to words."""
