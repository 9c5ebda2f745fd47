"""The only room that imports `cryptography`: keys, seals, signatures and codes."""
