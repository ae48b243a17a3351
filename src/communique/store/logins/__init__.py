"""Who may use the reading room, and who is using it: names with the hashes of their passwords, and sessions."""
