"""What a content is, where its bytes lie, how a link is signed: without Django."""
