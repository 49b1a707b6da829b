"""How every screen looks: a fixed project, a table of screens with the keys that lead there, and what is compared."""
