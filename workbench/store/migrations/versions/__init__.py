"""One file per revision, in order; a released one never changes."""
