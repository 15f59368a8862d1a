"""The house's rules, held by checks: storeys, doors, ties, permissions, sizes, licences."""
