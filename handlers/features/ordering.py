"""Ordering an agenda."""
