"""What is weak, old or missing, with pictures."""
