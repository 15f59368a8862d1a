"""What other rooms may use of confined."""

from sahulat.foundation.confined.rules.processes import Confined, Stopped, serve

__all__ = ["Confined", "Stopped", "serve"]
