"""Who may do what? Every change to what we remember goes through here; no Flask, no commit."""
