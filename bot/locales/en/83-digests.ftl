### Digests: the week, the month, and the public page.
