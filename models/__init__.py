"""What do we remember? Tables (not neural weights), queries, migrations, and the crossing to plain data."""
