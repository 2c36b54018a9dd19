"""How was the shipped encoder trained? A recipe that anyone can run again; nothing here runs on a server."""
