"""Where a text is taken out to be published, and what is left to do once it is out."""
