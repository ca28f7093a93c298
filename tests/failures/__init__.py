"""What happens when things fail: each failure a plain story, which `test_broken.py` also tells to broken builds."""
