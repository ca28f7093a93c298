### Who have we not heard, and the registered list.

button-unheard = Who have we not heard?
button-unheard-age = By age
button-unheard-sex = By sex
button-unheard-ethnicity = By ethnic group
button-unheard-nudge = Remind: { $part }
button-unheard-nudge-yes = Yes, remind them
button-unheard-invite = Make an invitation: { $part }
button-unheard-list = Send the list
button-unheard-weigh = Weighted results

unheard-head-group = <b>Who have we not heard?</b>
    The group beside the practice’s list
unheard-head-answers = <b>Who have we not heard? { $reference }</b>
    { $title }
    Those who answered, beside the practice’s list
unheard-open = { $reference } is still open. Who answered it is shown after it closes. Until then, this is the whole group.
unheard-part = It asked only: { $part }.

unheard-several = More than one group
unheard-own = In their own words
unheard-not-stated = Not stated
unheard-line = <b>{ $band }</b>: list { $list }%, { $whose ->
        [answers] answers
       *[group] group
    } { $share }% ({ $count }). { $side ->
        [lower] { $gap ->
            [one] 1 point lower.
           *[other] { $gap } points lower.
        }
        [higher] { $gap ->
            [one] 1 point higher.
           *[other] { $gap } points higher.
        }
       *[same] The same.
    }
unheard-line-bare = <b>{ $band }</b>: { $share }% ({ $count })
unheard-line-count = <b>{ $band }</b>: { $count }
unheard-line-hidden = <b>{ $band }</b>: list { $list }%, the rest is hidden
unheard-line-all-hidden = <b>{ $band }</b>: hidden

unheard-few = { $count ->
        [one] There is 1 person.
       *[other] There are { $count } people.
    } We show bands from 10 people on, so that nobody can be picked out.
unheard-close = Nothing is shown now. Together with earlier figures it could tell something about a single person.
unheard-base = { $whole ->
        [one] There is 1 person.
       *[other] There are { $whole } people.
    } { $base ->
        [0] Nobody has told us this about themselves yet. Everybody can, with /profile.
       *[other] Shares are of the { $base } who told us.
    }
unheard-base-all = { $whole ->
        [one] There is 1 person.
       *[other] There are { $whole } people.
    } Shares are of all of them.
unheard-hidden-why = We hide numbers from 1 to 4, and others that would give them away.
unheard-age = We compare people aged { $age } and over.
unheard-estimate = The list counts ages in bands of 5 years. Where age { $age } falls inside a band, the list’s figure is our estimate.
unheard-ethnicity = The practice counted the list’s ethnic groups, at the ages it chose.
unheard-paper = Answers on paper or by phone are not in this: we do not know whose they are.
unheard-list-of = The list is of { $day }.
unheard-looked-on = The figures beside it are of { $day }. They change once a week at most.
unheard-no-list = The practice’s list is not here yet. { $may ->
        [yes] Tap <b>Send the list</b>. With it you see who is missing.
       *[no] The practice manager can send it. With it you see who is missing.
    }

unheard-chart-title = Who have we not heard?
unheard-chart-subtitle-group = { $measure }: { $group } beside the practice’s list
unheard-chart-subtitle-answers = { $measure }: answers to { $reference } beside the practice’s list
unheard-chart-list = List
unheard-chart-group = Group
unheard-chart-answers = Answers
unheard-chart-hidden = hidden
unheard-chart-footer = List of { $day }. Shares of { $base } people who told us.
unheard-chart-footer-all = List of { $day }. Shares of all { $base } people.
unheard-chart-words = Chart: { $bars }
unheard-chart-bar = { $band }: list { $list }, { $whose ->
        [answers] answers
       *[group] group
    } { $share }

unheard-weighted-head = <b>{ $reference }: weighted by age</b>
    { $question }
unheard-weighted-line = <b>{ $choice }</b>: { $share }% weighted, { $percent }% as answered ({ $count })
unheard-weighted-not-said = Prefer not to say
unheard-weighted-why = Weighted results are a guess: what if those who answered were of the same ages as the list? Ages that are seldom heard count for more.
unheard-weighted-size = { $answers } people answered. Weighted, that is as good as { $effective } answers picked evenly.
unheard-weighted-collapsed = Ages without answers were put together with the next age band.
unheard-weighted-capped = No answer counts for more than { $most }.
weight-problem = { $problem ->
        [list] The practice’s list is not here yet. The practice manager can send it from this screen.
        [few] There is nothing to weight. It takes { $least } answers to a question with choices, and they cannot be anonymous.
       *[hidden] Some numbers by age are hidden here. Weighted results would give them away, so there are none.
    }

unheard-nudge-choose = What do you want to remind them of? This is about: { $part }.
unheard-nudge-none = Nothing is open now. Ask something first, then come back here.
unheard-nudge-sure = <b>Remind: { $part }</b>
    We remind those of them who were asked about { $reference } and have not answered. Nobody gets more than 1 reminder a day. Nobody gets this one twice. Those who want no reminders get none. We do not show who or how many they are.
unheard-nudge-done = Done. Those who have not answered { $reference } get a reminder. It goes out in the daytime.
nudge-problem = { $problem ->
        [soon] The usual reminder to everybody goes out within a day. A second one is not needed.
       *[small] This part of the group is too small to be reminded by itself. It needs 10 people, and 10 others outside it.
    }
unheard-nudge = We would like to hear from you. Few people have told us what they think so far in your part of the group, by what you said about yourself. Nobody can see that you have not answered.

unheard-people-age = people aged { $answer }
unheard-people-sex = { $answer ->
        [female] women
       *[male] men
    }
unheard-people-ethnicity = people who are { $answer }
unheard-invite-source = for { $part }
unheard-invite-source-open = to reach people not heard
unheard-invite-for = This invitation is meant for { $part }. Put it where they will see it. Anybody can use it.

list-ask = <b>Send the practice’s list</b>
    Please send 1 of these files here:
    • The national file “Patients registered at a GP practice”, by sex and bands of 5 years. Send it as it is published. It has every practice in it. I keep only yours: { $code }.
    • Your own figures by ethnic group. This is a .csv file with the columns group and patients.

    Telegram hands me at most 20 MB. Please zip a larger file, or use <code>ppgbot import-list</code> at the practice’s computer.
list-kept = { $kind ->
        [age-sex] I have read the list of { $day }: { $patients } patients.
       *[ethnicity] I have read your figures by ethnic group: { $patients } patients.
    } The list before it, if there was one, is gone.
list-problem = { $problem ->
        [not-fetched] I could not get that file from Telegram. Please send it again.
        [here-too-large] That file is too big for Telegram: I get at most 20 MB. Please zip it and send the zip. Or use ppgbot import-list at the practice’s computer.
        [wrong-type] That is not a list. Please send a .csv file, or a .zip with one in it.
        [not-there] I cannot open that file. Please check its name and where it is.
        [empty] That file is empty. Please download it again, and send it as it is.
        [excel] That is an Excel file. Please save it as .csv, and send that.
        [not-text] I cannot read the letters in that file. Please save it as .csv in UTF-8, or send it as published.
        [too-large] That file unpacks to more than { $about }. The national list is far smaller. Please check that it is the right file.
        [zip-broken] I cannot unpack that file. Please zip it again, or send the .csv itself.
        [zip-locked] That zip has a password. Please send it without one.
        [zip-none] There is no .csv file in that zip. Please zip the list and send it again.
        [zip-several] There is more in that zip than 1 list. Please zip the list by itself.
        [missing-column] The column { $about } is missing. Please send the file with bands of 5 years, as it is published. Your own figures need the columns group and patients.
        [no-rows] There are no patients in that file. Please download it again, and send it as it is.
        [not-in-it] The practice { $about } is not in that file. Please send the file of all practices. If the code is wrong, change it in the configuration.
        [broken-row] Line { $line } is broken. Please download the file again, and send it as it is.
        [bad-date] The date “{ $about }” in line { $line } is none that I know. Please write it like 01JAN2027.
        [bad-number] “{ $about }” in line { $line } is not a number of patients. Please mend it, and send the file again.
        [unknown-band] “{ $about }” in line { $line } is not a band of 5 years. Please send the file as it is published.
        [twice] Line { $line } says again what a line before it says. Please take out one of them.
        [several-dates] There is more than 1 extract date in that file, from line { $line } on. Please send the file of 1 month.
        [bands-missing] These bands are missing: { $about }. Please send the file with bands of 5 years, as it is published.
        [unknown-group] I do not know the ethnic group “{ $about }” in line { $line }. Please use a name or code from the list that members choose from.
        [both] “{ $about }” in line { $line } is counted twice: as a group, and as a part of it. Please use one or the other.
       *[wrong-file] That is not the list that I can read. Please send “Patients registered at a GP practice”, by sex and bands of 5 years, or your own figures with the columns group and patients.
    }
