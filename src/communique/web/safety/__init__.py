"""What stands between the pages and strangers. Each is a layer around the application (plain ASGI)."""
