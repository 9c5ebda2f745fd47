"""How the window looks: tokens, and the theme made from them."""
