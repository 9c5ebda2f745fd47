"""`python -m incidentkit`, and the installed command."""

import sys


def main() -> int:
    """Run the program."""
    from incidentkit.app.wiring import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
