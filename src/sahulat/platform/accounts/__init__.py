"""Accounts: signing up and in, sessions, one-time codes, stepping up, acting in a post."""
