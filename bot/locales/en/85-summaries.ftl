### Summaries for whoever reviews, and the audit trail.

command-audit = Who did what
not-broken-down = { $reference } cannot be shown by groups. That needs 10 answers that are not anonymous, and it opens at the close.
button-by-age = By age
button-by-sex = By sex or gender
button-by-carer = By carer
button-by-young-children = By young children
button-by-language = By language
button-by-ethnicity = By ethnic group
button-by-condition = By health
button-by-words = Group by topic
summary-by-offer = You can see answers by group below. I hide small numbers.

by-head = <b>{ $reference }</b> · { $measure }

    <b>{ $question }</b>
by-band = <b>{ $band }</b>: { $count ->
        [one] 1 person
       *[other] { $count } people
    }
by-band-none = <b>{ $band }</b>: nobody
by-band-hidden = <b>{ $band }</b>: hidden
by-answer = { $answer } <b>{ $count }</b>{ $percent ->
        [none] {""}
       *[other] {" "}({ $percent }%)
    }
by-answer-hidden = { $answer } hidden
by-said-nothing = Did not say
by-said-several = More than one
by-no-answer = No answer
by-all = Everybody: { $answers }
by-why-hidden = I hide small numbers, and some others with them. So nobody can work out what one person said.
by-several = People could choose more than one. So the numbers can add up to more than 100%.
by-nothing = { $reason ->
        [few] Fewer than 10 people answered. So I do not show this by group.
        [alike] Nearly everybody gave the same answer, or is in one group. So there is nothing that I can show safely.
       *[close] Showing this now could tell what one person said. So I do not show it.
    }
by-as-of = Counted on { $day }. People who answered on paper are under “Did not say”.
by-chart-title = { $measure }: { $question }
by-chart-subtitle = { $reference } · { $group }
by-chart-footer = Per cent of each group. { $count } people answered in all. Small numbers are hidden.
by-chart-band = { $band } ({ $count })
by-chart-hidden = hidden

words-head = <b>{ $number }. { $question }</b>
words-none = Nothing can be shown. Too few people wrote something.
words-count = { $count ->
        [one] 1 person
       *[other] { $count } people
    } wrote something. Here it is, group by group.
words-group-topic = <b>{ $topic }</b> ({ $count })
words-group-word = <b>With the word “{ $word }”</b> ({ $count })
words-group-rest = <b>Everything else</b> ({ $count })
words-page = Page { $page } of { $pages }
button-words-before = Back
button-words-more = More

period-head = <b>{ $days ->
        [one] The last day
       *[other] The last { $days } days
    }</b>
period-none = Nothing was asked, said or decided in this time.
period-asked-head = <b>What we asked</b>
period-said-head = <b>What people said</b>
period-said = { $count ->
        [one] 1 comment
       *[other] { $count } comments
    } came in.
period-topic = { $topic }: { $count }
period-states = Where they stand now: { $states }.
period-state = { $state ->
        [new] new { $count }
        [acknowledged] acknowledged { $count }
        [in-hand] in hand { $count }
        [done] done { $count }
       *[cannot] cannot be done { $count }
    }
period-met-head = <b>Meetings</b>
period-met = <b>{ $reference }</b> · { $title }, { $when }
    { $room } in the room, { $online } online.
period-came-head = <b>What came of it</b>
period-more = And { $count } more.
period-chart-title = Who answered
period-chart-subtitle = The last { $days } days · { $group }
period-chart-bar = { $reference } · { $title }
period-chart-share = { $percent }% of { $asked }
period-chart-footer = People who answered, of those asked.

audit-head = <b>Who did what</b> · { $deed ->
        [look] who looked at what
        [export] what was exported
        [deletion] what was deleted
        [change] what was changed
       *[all] everything
    }
audit-empty = There is nothing here.
audit-line = { $when }: <b>{ $who }</b> { $what }{ $there ->
        [yes] {""}: { $subject }
       *[no] {""}
    }
audit-page = Page { $page } of { $pages }. { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }, the newest first. Nobody can change or delete them.
audit-somebody = somebody who has left
audit-bot = the bot
button-audit-newer = Newer
button-audit-older = Older
button-audit-all = Everything
button-audit-look = Looked at
button-audit-export = Exported
button-audit-deletion = Deleted
button-audit-change = Changed
