"""How does any government serve people? One Django app per capability."""
