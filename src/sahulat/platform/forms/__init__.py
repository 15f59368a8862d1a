"""Forms: a service's questions, drafts saved page by page, answers checked and sealed."""
