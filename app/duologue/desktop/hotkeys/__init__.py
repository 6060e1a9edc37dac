"""Keys that work while another program has the keyboard, for each kind of desktop."""
