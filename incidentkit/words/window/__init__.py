"""What the window says, one module for each screen."""
