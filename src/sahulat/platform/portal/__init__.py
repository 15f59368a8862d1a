"""The portal: home, my account, my documents, help."""
