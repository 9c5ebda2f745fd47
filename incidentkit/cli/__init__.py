"""The command line: words in, services called, words or JSON out."""
