"""Who may do what, and what do they see? The Flask application, its commands and its jobs."""
