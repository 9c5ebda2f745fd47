"""The journal and all that carries it: knows no account and no incident."""
