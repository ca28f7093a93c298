"""The profile's rules: what is asked in which country, under which consent, and what may be made of the answers."""
