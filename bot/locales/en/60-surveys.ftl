### Taking part in a survey.

survey-head = <b>{ $reference }</b> · { $group } asks you to fill in:

    <b>{ $title }</b>
survey-attribution-anonymous = Anonymous. Your answers are linked to you until the close, so you can change them. Then the link is cut.
survey-attribution-confidential = Confidential. The bot shows nobody who said what.
survey-attribution-named = Named. The chair and the practice see your name with your answers.
survey-partial = If you stop half-way, the answers you have given still count at the close.
survey-length = { $count ->
        [one] There is 1 question.
       *[other] There are { $branches ->
                [yes] up to { $count }
               *[no] { $count }
            } questions.
    } You can stop at any time and come back. Your answers are kept.
survey-so-far = You have answered { $done } of { $total } questions. They are kept. You can go on where you stopped.
survey-sent-before = You have sent your answers. You can still change them.
button-survey-start = Start
button-survey-go-on = Go on
button-survey-change = Change my answers
button-survey-stop = Stop for now
button-survey-change-one = Change { $number }
button-next = Next
button-skip = Skip
button-submit = Submit
button-not-say = Prefer not to say
button-choices-more = More choices
button-choices-before = Choices before

survey-place = <b>{ $reference }</b> · Question { $number } of { $total }
survey-statement = <b>{ $reference }</b>
survey-section = <i>{ $section }</i>
survey-hint = { $hint }
survey-choice = { $number }. { $choice }
survey-page = This is page { $page } of { $pages } of the choices.
survey-your-answer = Your answer: <b>{ $answer }</b>
survey-several = You can choose { $most ->
        [0] more than one
       *[other] up to { $most }
    }. Then tap Next.
survey-ask-single = Tap your answer.
survey-ask-rating = Tap your answer.
survey-ask-number = Type a number as your answer.
survey-ask-date = Type a date as your answer, such as “12 May 2026”.
survey-ask-text = { $long ->
        [yes] Type your answer. It can be long.
       *[no] Type your answer. A few words are enough.
    }

survey-review = <b>{ $reference }</b> · Your answers
survey-reviewed = { $number }. { $question }
    <b>{ $answer }</b>
survey-no-answer = no answer
survey-needs-answer = still needs an answer
survey-review-next = Is this right? Tap Submit to send it. To change an answer, tap its number.
survey-review-changed = You have changed something. Tap Submit to send it. Until then, what you sent before counts.
survey-review-sent = You have sent these answers. You can change them until { $when }.
survey-sent = Thank you. Your answers to { $reference } are sent. You can change them until { $when }.
survey-stopped = Your answers to { $reference } are kept, but not sent yet. You can go on until { $when }, here or under /polls.
survey-stopped-partial = Your answers to { $reference } are kept. You can go on until { $when }, here or under /polls. What you have answered by then counts, even if you do not finish.
survey-stopped-sent = Your answers to { $reference } stay as you sent them. You can change them until { $when }.
survey-closed = { $reference } is closed. It takes no more answers. Type /help to see what you can do now.

answers-missing = { $count ->
        [one] 1 question still needs an answer. Here it is.
       *[other] { $count } questions still need an answer. Here is the first.
    }
answer-refused = { $problem ->
        [no-choice] Please tap one of the buttons.
        [too-many] You can choose at most { $limit }. Tap one of your choices to take it back first.
        [no-number] Please type a number, such as 3.
        [not-whole] Please type a whole number, such as 3.
        [too-low] Please type a number that is at least { $limit }.
        [too-high] Please type a number that is at most { $limit }.
        [step] Please type a number in steps of { $limit }.
        [no-date] I do not understand that date. Please type it like “12 May 2026”.
        [empty] Please type your answer.
        [too-long] That is too long. Please make it shorter by { $limit } letters.
        [required] This question needs an answer before you go on.
        [not-asked] That question is not for you any more, because you changed an answer before it.
        [refused] { $words }
       *[other] That is not possible here.
    }
survey-problem = { $problem ->
        [no-title] There is no title yet. Please type one.
        [long-title] The title is too long. Please use at most 300 letters.
       *[no-questions] A survey needs at least one question.
    }
