"""Pages of the cases room: the applicant's, the desk's."""
