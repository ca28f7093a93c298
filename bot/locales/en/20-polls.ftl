### Asking, answering, closing, results.

poll-ask-question = <b>A new poll</b>
    What do you want to ask? Type one question of up to 300 letters.
poll-ask-choices = <b>{ $question }</b>

    Now type the answers that people can choose from. Put each on a line of its own. You need 2 to 12.
poll-ask-kind = How many answers may each person choose?
button-kind-single = One answer
button-kind-multiple = Several answers
poll-ask-audience = Who do you want to ask?
button-audience-all = Everyone ({ $count })
button-audience-core = Core members ({ $count })
button-audience-wider = Wider members ({ $count })
poll-ask-attribution = Can people see who said what?
    <b>Anonymous</b>: nobody can. Answers are linked to a person until the close, so they can change their mind. Then the link is cut for good.
    <b>Confidential</b>: the bot shows nobody who said what, but keeps the link.
    <b>Named</b>: the chair and the practice see names.
button-attribution-named = Named
button-attribution-confidential = Confidential
button-attribution-anonymous = Anonymous
poll-ask-results = Who sees the results after the close?
button-results-members = Everyone who was asked
button-results-practice = Only the chair and the practice
poll-ask-influence = What can the answers change? Members will see what you choose.
    <b>For information</b>: we want to know what they think.
    <b>You advise</b>: members advise, and the practice decides.
    <b>You decide</b>: the practice does what most members choose.
button-influence-information = For information
button-influence-advise = You advise
button-influence-decide = You decide
poll-ask-closes = When does it close? Tap a day, or type a date, such as “12 May 6pm”.

poll-problem = { $problem ->
    [no-question] There is no question yet. Please type one.
    [long-question] The question is too long. Please use at most 300 letters.
    [few-choices] A poll needs at least 2 answers to choose from. Please put each on a line of its own.
    [many-choices] That is more than 12 answers. Please use at most 12.
    [empty-choice] One of the answers is empty. Please fill it in, or take it out.
    [long-choice] One of the answers is too long. Please use at most 100 letters for each.
    [same-choice] Two of the answers are the same. Please change one.
   *[other] This poll cannot be sent as it is.
}
date-problem = { $problem ->
    [past] That time has passed. Please type a later one.
    [weekday] The day of the week and the date do not fit. Please type the date again.
    [far] That is more than a year away. Please type an earlier date.
    [no-such-time] The clocks go forward then, so there is no such time. Please type another time.
    [twice] The clocks go back then, so that time comes twice. Please type another time.
   *[other] I do not understand that date. Please type it like “12 May 6pm”.
}

poll-preview-head = <b>This is what members will see:</b>
poll-preview-foot = Asks: { $audience ->
        [core] core members
        [wider] wider members
       *[all] everyone
    }.
    Results after the close: { $results ->
        [practice] the chair and the practice
       *[members] everyone who was asked
    }.
poll-preview-unreachable = { $count ->
        [one] 1 member cannot be reached.
       *[other] { $count } members cannot be reached.
    }
poll-preview-silent = { $count ->
        [one] 1 member does not want messages, and can find it under /polls.
       *[other] { $count } members do not want messages, and can find it under /polls.
    }
poll-preview-quiet = It is quiet time now. The messages go out on { $when }.
button-change-kind = Answers: { $kind ->
        [multiple] several
       *[single] one
    }
button-change-audience = Who: { $audience ->
        [core] core members
        [wider] wider members
       *[all] everyone
    }
button-change-attribution = Names: { $attribution ->
        [named] named
        [confidential] confidential
       *[anonymous] anonymous
    }
button-change-results = Results: { $results ->
        [practice] practice only
       *[members] everyone asked
    }
button-change-influence = Influence: { $influence ->
        [information] for information
        [decide] you decide
       *[advise] you advise
    }
button-change-closes = Closes: { $when }
button-change-words = Change the words
button-send = { $count ->
        [one] Send to 1 member
       *[other] Send to { $count } members
    }

poll-head = <b>{ $reference }</b> · { $group } asks:

    <b>{ $question }</b>
poll-several = You can choose more than one. Then tap Done.
poll-influence-information = For information: we want to know what you think.
poll-influence-advise = You advise: the practice decides, and tells you what it decided.
poll-influence-decide = You decide: the practice will do what most people choose.
poll-attribution-anonymous = Anonymous. Your answer is linked to you until the close, so you can change it. Then the link is cut.
poll-attribution-confidential = Confidential. The bot shows nobody who said what.
poll-attribution-named = Named. The chair and the practice see your name with your answer.
poll-closes = Closes { $when }.
poll-your-answer = Your answer: <b>{ $answer }</b>. You can change it until the close.
poll-no-answer-yet = Tap your answer.
chosen = ✓ { $choice }
vote-kept = Thank you. Your answer is kept: { $answer }
vote-kept-several = Your answer is kept: { $answer }
vote-taken-back = You have taken your answer back.
vote-done = Thank you. Your answer is kept.
vote-done-none = You have not chosen anything yet.
consultation-closed = { $reference } is closed.
consultation-still-open = { $reference } is still open. This opens when it closes.
key-lost = { $reference } cannot take answers any more, because the bot had to be repaired. The practice can ask again.
not-published = The results of { $reference } are not out yet, or are for the chair and the practice only.
not-asked = This is for another part of the group, so you cannot answer it. To see what you can answer, type /polls.

polls-head = <b>Open polls</b>
polls-line = { $reference } · { $question }
polls-line-answered = ✓ { $reference } · { $question }
polls-none = There is no open poll now. When there is one, you will find it here.
poll-reminder = There is still time to answer.

progress-head = <b>{ $reference }</b> · { $question }
progress-quiet = It is quiet time. The messages go out on { $when }.
progress-sending = Sending: { $bar } { $sent } of { $total }
progress-sent = Sent to { $sent } of { $total } { $total ->
        [one] member
       *[other] members
    }.
progress-failed = Not delivered: { $count }. { $why }
failed-blocked = Blocked the bot: { $count }.
failed-deactivated = Account closed: { $count }.
failed-no-chat = No chat any more: { $count }.
failed-refused = Refused by Telegram: { $count }.
failed-expired = Came too late: { $count }.
failed-withdrawn = Withdrawn: { $count }.
failed-other = Other reason: { $count }.
progress-answered = Answered: { $bar } { $answered } of { $asked } ({ $percent }%)
progress-closes = Closes { $when }.
progress-closed = Closed.
button-close-now = Close now
button-stop-sending = Stop sending
sending-stopped = Stopped. Those who have it can still answer. Nobody else gets it.
button-results = Results
close-sure = Close { $reference } now? Nobody can answer after that.
button-close-yes = Yes, close it
close-done = { $reference } is closed. The results go out next.

results-head = <b>{ $reference }</b> · Results

    <b>{ $question }</b>
results-head-open = <b>{ $reference }</b> · So far

    <b>{ $question }</b>
results-line = { $choice }: <b>{ $count }</b> ({ $percent }%)
results-turnout = { $answered } of { $asked } people asked have answered ({ $percent }%).
results-beside = { $count ->
    [one] 1 more answer came on paper or by phone. It is counted.
   *[other] { $count } more answers came on paper or by phone. They are counted.
}
results-several = People could choose more than one. So the numbers can add up to more than 100%.
results-who = These are members of the group. They are not all patients of the practice.
results-wait = Results open when it closes, on { $when }.
too-few-answers = Fewer than { $least } people answered { $reference }. So I show no results: they could tell who said what.
results-too-few = Fewer than { $least } people answered. So I show no results: they could tell who said what.
answers-deleted = The answers of { $reference } were deleted: we do not keep them for ever. To see the totals, type /results { $reference }
results-purged = We deleted what each person answered on { $day }. The totals stay. What was written, and averages, are gone.
results-next = Next, the practice says what it will do. You will hear it here.
results-choose = Which poll or survey?
results-none = There are no polls or surveys yet. To ask one, type /poll or /survey.
results-none-reader = There are no polls or surveys yet.
results-methods = How answers came in: { $methods }.
method-chat = chat { $count }
method-paper = paper { $count }
method-phone = phone { $count }

chart-subtitle = { $reference } · { $group }
chart-footer = { $answered } of { $asked } members asked have answered ({ $percent }%).
chart-alternative = Bar chart. { $bars }.
chart-alternative-bar = { $choice }: { $count } ({ $share })

outcome-owed = <b>{ $reference }</b> is closed, but nobody has said what came of it.
    People stop answering when they never hear. What was decided?
outcome-ask-now = <b>What was decided?</b> Tell those who answered. It does not have to be good news.
button-outcome = Record the outcome
button-outcome-done = We will do this
button-outcome-cannot = We cannot do this
outcome-kind-ask = <b>{ $reference }</b> · { $question }

    What came of it? Will the practice do what people said?
outcome-text-done = What was decided, and what happens now? Type it in your own words.
outcome-text-cannot = Why can it not be done? Type the reason in your own words.
outcome-message = <b>{ $reference }</b> · You said, { $kind ->
        [cannot] but we cannot
       *[done] we did
    }

    You were asked: { $question }

    { $outcome }
outcome-kept = Kept. I am telling everyone who was asked.
outcome-shown = <b>Outcome:</b> { $outcome }

summary-choose = Which poll or survey do you want a summary of? Or type a time, such as /summary 30d or /summary 3m.
summary-group = The group has { $count ->
        [one] 1 member
       *[other] { $count } members
    }.
summary-audience = Asked: { $audience ->
        [core] core members
        [wider] wider members
       *[all] everyone
    }. Answers: { $attribution ->
        [named] named
        [confidential] confidential
       *[anonymous] anonymous
    }.
summary-dates = Open from { $from } to { $to }.
summary-day = Opened and closed on { $day }.
summary-not-heard = Not heard: { $count } of those asked.
summary-line = <b>{ $reference }</b> · { $question }
    { $answered } of { $asked } answered ({ $percent }%). { $state ->
        [open] Open.
        [finished] Finished: people know what came of it.
       *[closed] Closed. Nobody has said yet what came of it.
    }
bad-period = I do not understand “{ $given }”. Type a reference such as P12 or S3, or a time such as 30d, 4w, 3m or 1y.

export-none = No answers can be exported yet. They open when a poll or survey closes, and from 5 answers.
export-coming = I am making the files for { $reference }. They come to this chat.
export-coming-all = I am making the files for { $count ->
        [one] 1 poll or survey
       *[other] { $count } polls and surveys
    }. They come to this chat.
export-ready = The answers to { $reference }. Please keep these files safe.
export-ready-parts = The answers to { $reference }, in several files because there are many. Please keep these files safe.
export-progress = I am making the files for { $reference }.
    { $bar } { $done } of { $whole } people’s answers
export-made = The files for { $reference } are made. They come next.
export-failed = I could not make the files for { $reference }. Nothing was sent. Please try /export { $reference } again later. If it fails again, tell whoever runs this bot.
guide-title = About this file
guide-consultation = Reference of the poll or survey.
guide-question = Number of the question in it. A poll has only one.
guide-question_text = The question as it was asked.
guide-respondent = Stands for one person in this poll or survey only. It is different in every other. It is a name only where answers are named.
guide-answer = Number of the answer chosen, or what was typed. It is “not-said” where a person preferred not to say.
guide-answer_text = The answer as it was shown, or what was typed.
guide-method = How it came in: chat, paper or phone.
guide-answered_on = The day of the first answer. Empty where answers are anonymous.
guide-rows = One row for each answer to each question. A person who chose several has several rows.
guide-withheld = Questions of a survey that fewer than 5 people answered are left out, except where answers are named. They could tell who it was.
guide-members = These are answers of members of the group, not of all patients.
poll-reference-to-come = New
chosen-not = { $choice }
button-export = Export the answers
button-outcome-send = Send it
