"""Which pages are there? Each view parses, calls one action and answers."""
