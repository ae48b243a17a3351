"""The steps by which a store of any age comes to the present tables. Alembic runs them."""
