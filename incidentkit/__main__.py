"""`python -m incidentkit`, and the installed command."""

import os
import sys


def main() -> int:
    """Run the program."""
    from incidentkit.app.language import begin

    speaks = begin(sys.argv[1:], os.environ)  # before any word is imported
    from incidentkit.app.wiring import main as run

    return run(speaks=speaks)


if __name__ == "__main__":
    sys.exit(main())
