"""Who comes in: by login and session, or by the name in a cookie; and what they may do."""
