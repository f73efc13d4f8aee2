"""Coming in: accounts, sign-up, and signing in by password, by code or by an agency's sign-on."""
