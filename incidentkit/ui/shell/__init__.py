"""What stands around the screens, and where they are introduced to each other."""
