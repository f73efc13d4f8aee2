"""A case in chapters, in their order; each is a function of (company, case)."""
