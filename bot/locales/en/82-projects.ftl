### Improvement projects, and news for the group.

project-problem = { $problem ->
       *[gone] That project is not there any more.
    }

news-ask-words = <b>News for the group</b>
    What do you want to tell members? Type it in up to { $most } letters.
    You see it as they will before anything is sent.
news-ask-audience = Who do you want to tell?
news-head = <b>News from { $group }</b>
    { $day }
news-for-part = This is only for: { $part }.
news-answer = To tell the practice something about this, just write it here.
news-goes-to = Goes to: { $audience ->
        [core] core members
        [wider] wider members
       *[all] everyone
    }.
news-goes-to-part = Goes only to: { $part }.
news-preview-silent = { $count ->
        [one] 1 member does not want messages, and will not get it.
       *[other] { $count } members do not want messages, and will not get it.
    }
news-changed-since = The news has changed since. Please look at it again before you send it.
news-sent-before = That was sent already.
news-stopped = Stopped. Nobody else gets it.
news-progress-head = <b>Your news</b>, sent on { $day }

    { $words }
news-progress-so-far = Sent to { $sent } of { $total } so far.
news-progress-as-of = This is how it was at { $time }.
news-progress-long-ago = It was sent too long ago to say who got it.
button-news-how-far = How far is it?
announcement-problem = { $problem ->
    [empty] There is nothing to send yet. Please type what you want to tell members.
   *[gone] That announcement is not there any more.
    }
