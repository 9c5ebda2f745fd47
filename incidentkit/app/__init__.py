"""Where everything is put together: the wiring, the tour, the self-test, the bench."""
