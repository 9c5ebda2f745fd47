"""The languages the program speaks.

Words are written in English, as plain Python, in `incidentkit.words`. For another
language each of those modules is compiled with its sentences exchanged for the ones of
a catalogue: a `.po` file, which is what translators work with. English costs nothing,
because nothing is exchanged. A sentence the catalogue does not have stays English.

The language is chosen before any word is imported, and holds until the process ends;
choosing another replaces the process, as locking does.
"""
