"""The description of every address (OpenAPI), made from the types that the pages answer."""
