"""What `sahulat doctor` looks at: the machine, the folders, the database, what runs; each finding with its mend."""
