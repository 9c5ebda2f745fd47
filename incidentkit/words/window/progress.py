"""What is said while something long is under way, wherever that is."""

WAITS = "Waiting until what you stopped has come to its end. Then this begins."
STOP = "Stop"
