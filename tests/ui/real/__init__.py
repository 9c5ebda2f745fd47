"""The whole program in processes of its own: real screens, real keys, real memory."""
