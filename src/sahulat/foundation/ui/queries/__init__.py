"""What the ui room reads and shows: pages, components, the built assets, the menus."""
