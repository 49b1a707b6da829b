"""One file per widget; none knows the screen it stands on."""
