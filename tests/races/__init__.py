"""Races, cut connections and kills: what was acknowledged stays, and everything happens once."""
