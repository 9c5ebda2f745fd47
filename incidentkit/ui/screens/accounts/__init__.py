"""The register: every account, one account's page, adding and importing."""
