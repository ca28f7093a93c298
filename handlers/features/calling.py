"""Calling meetings."""
