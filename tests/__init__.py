"""Tests, in the rooms of what they test. Time, network and chance belong to the test."""
