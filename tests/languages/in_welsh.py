"""Runs a module in Welsh: `python -m tests.languages.in_welsh tests.ui.gallery FOLDER`.

A language holds for a whole process, and is chosen before any word is imported.
"""

import runpy
import sys

from incidentkit.languages.catalogue import catalogue_path, read_catalogue
from incidentkit.languages.loader import speak

if __name__ == "__main__":
    speak(read_catalogue(catalogue_path("cy")))
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__")
