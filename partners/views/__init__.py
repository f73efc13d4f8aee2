"""Pages of the partnership, one module a noun."""
