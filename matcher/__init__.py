"""What is a good coalition? Pure thinking on plain data: no web, no database, no clock."""
