"""Documents: what a service issues, rendered, frozen, signed, verified and revoked."""
