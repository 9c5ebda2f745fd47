"""The council's accounts: who holds them, their secrets and how these change."""
