"""Everything Qt: the shell, the design, shared widgets, and one folder per screen."""
