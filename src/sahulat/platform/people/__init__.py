"""People: persons, their identifiers and contact points, each encrypted under the person's own key."""
