"""Small numbers: what can be shown of a table of counts without showing what one of a few people said.

Every way out publishes through here: summary, chart, digest, export and report. `protecting` makes one table or list
safe, `publishing` the next one after it, or one beside it, and `live` says what waits for the close. The rules:

- A breakdown whose base is under 10 is hidden, and so are counts of 1 to 4; both floors can only be raised. Where one
  count of a row or column is hidden, the next lowest goes with it. Source: the note on suppression in the GP Patient
  Survey's analysis tool.
- Hiding goes on in both directions until no hidden count can be worked out from the other figures, and what was shown
  before or elsewhere counts as shown. A 0 needs the same care as a 1. Source: the guidance of the Office for National
  Statistics on confidentiality in health statistics, for places as small as a practice. What can be worked out is
  found as in Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on Computing 17, 1988.
- Totals of everybody are exact: they are about the whole, and a breakdown is protected as if everybody knew them.
- A percentage is shown where its count and its base are, in whole per cent. Sums, averages and scores are shown where
  all of their counts are: each is one more equation.
- The profile of those who answered is the bases of a breakdown. Published as a list of its own it would be renewed at
  other times, and the two together could tell what each keeps.

What this cannot do: whoever tries these rules on every breakdown that fits what they show can now and then rule out
all but one, for about one in a hundred of very small ones. Lists withstand that too. And views are compared two at a
time: three together could tell how a figure that stands has moved.
"""
