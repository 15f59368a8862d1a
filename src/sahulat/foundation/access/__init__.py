"""Access: who acts, what they may do, and the one way in which anything is done."""
