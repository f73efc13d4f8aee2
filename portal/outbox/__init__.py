"""What happens to a notice between the change that owes it and the mail server."""
