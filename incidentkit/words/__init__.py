"""Every sentence a person reads; the rooms below hand over typed values.

The person may be frightened, interrupted and alone. So: plain UK English, short
sentences in sentence case, calm, what happened before what to do, and never
whose doing it was. Nothing here looks anything up; it is handed facts.

- `problems`: what to say when something expected goes wrong.
- `rules`: what a value that was not accepted has to be.
- `roles`, `times`, `lists`: names, dates and enumerations inside sentences.
"""
