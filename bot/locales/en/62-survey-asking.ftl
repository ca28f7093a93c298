### Asking a survey: how to begin, the preview, building in the chat, sending later.

command-survey = Ask several questions

survey-begin = <b>A new survey</b>
    How do you want to begin?
button-survey-template = Use a ready-made survey
button-survey-file = Send a spreadsheet
button-survey-build = Write it here
button-survey-drafts = Saved drafts ({ $count })
button-survey-planned = Planned ({ $count })
survey-ask-template = Which survey? You see all of it before anything is sent.
survey-ask-file = Please send the spreadsheet here as a file. It has to be an Excel file (.xlsx) or a .csv file, and at most 2 MB.
    It is written the XLSForm way. The examples show how: change one and send it back.
button-survey-examples = Send me the examples
survey-examples = These are the ready-made surveys as spreadsheets. Change one in Excel, and send it here.
survey-ask-draft = Which draft?
survey-draft-line = { $title } · { $day }
no-such-draft = Somebody has deleted that draft. Type /survey to see what is there.
file-problem = { $problem ->
        [too-large] That file is too big. Please send a spreadsheet of at most 2 MB.
        [not-fetched] I could not get that file from Telegram. Please send it again.
       *[wrong-type] That is not a spreadsheet. Please send an Excel file (.xlsx) or a .csv file.
    }
survey-kept-before = I kept the survey that you were writing. It is under Saved drafts.

survey-preview-page = This is page { $page } of { $pages } of the questions.
survey-preview-partial = { $partial ->
        [yes] Answers of people who stop half way count too.
       *[no] Only the answers of people who finish count.
    }
survey-preview-languages = Members can read it in: { $languages }.
survey-draft-empty = There are no questions yet.
survey-draft-section = <b>Part: { $section }</b>
survey-draft-question = <b>{ $number }.</b> { $words }
survey-draft-kind = { $kind ->
        [multiple] People tap { $most ->
            [0] as many answers as they like
           *[other] at most { $most } answers
        }.
        [rating] People tap a rating.
        [number] People type a number.
        [date] People type a date.
        [short] People type a few words.
        [long] People type as much as they like.
        [statement] This is only to read.
       *[single] People tap one answer.
    }
survey-draft-range = From { $low } to { $high }.
survey-draft-needed = { $needed ->
        [yes] It needs an answer.
       *[no] It can be skipped.
    }
survey-draft-refusal = An answer that does not fit gets: “{ $words }”
survey-draft-own-rule = An answer has to fit: { $rule }
survey-draft-if = Only if { $rule }.
survey-draft-if-clause = the answer to question { $number } { $how ->
        [is-not] is not
        [least] is at least
        [most] is at most
        [above] is more than
        [below] is less than
       *[is] is
    } “{ $value }”
survey-draft-if-and = { $first } and { $second }
survey-draft-if-or = { $first } or { $second }
survey-draft-if-other = this is true: { $rule }
survey-question-number = question { $number }
button-questions-before = Questions before
button-questions-more = More questions
button-send-later = Send later, or again and again
button-try = Try it out
survey-try-opening = You are trying this out. Nothing that you answer is kept or sent.
survey-tried = You have tried it out. Nothing was kept or sent.
button-save-draft = Save as a draft
button-change-questions = Change the questions
button-change-title = Change the title
button-change-partial = Half-done answers: { $partial ->
        [yes] count
       *[no] do not count
    }
button-drop-draft = Delete this draft
survey-saved = Saved as a draft. Nothing was sent. You find it when you type /survey.
survey-draft-dropped = The draft is deleted. Type /help to see what you can do.
survey-ask-title = { $known ->
        [yes] The survey is called “{ $title }”. What should it be called? Type up to 300 letters.
       *[no] What is the survey called? Type a short title.
    }
survey-changed-since = The survey has changed since. Here it is now.
build-refused = { $problem ->
        [long-form] It has more than { $number } questions. Please change it in the spreadsheet, and send that here.
        [too-many] A survey that is written here has at most 12 questions. For more, please send a spreadsheet.
        [no-words] There is nothing to read in that. Please type it again.
        [long-words] That is too long. Please use at most 600 letters.
        [order] Question { $number } has to come first, because the next one depends on it.
        [needed] Question { $number } depends on that. Please change question { $number } first.
        [gone] That answer is not there any more. Please choose again.
        [range] Please type the smallest and the largest number, such as “0 to 10”.
        [two-ends] Please type two lines: what 1 means, and what 5 means. Or tap Skip.
        [long-end] Please use at most 60 letters for each end.
        [few-choices] A question needs at least 2 answers to choose from. Please put each on a line of its own.
        [many-choices] That is more than 12 answers. Please use at most 12.
        [empty-choice] One of the answers is empty. Please fill it in, or take it out.
        [long-choice] One of the answers is too long. Please use at most 100 letters for each.
        [same-choice] Two of the answers are the same. Please change one.
       *[other] That is not possible here.
    }

button-audience-part = Part of the group
poll-ask-part = Which part of the group? It is about what members said in their profile. Parts that are too small are not here, so that nobody stands out.
button-part = { $part } ({ $count } or more)
asks-part = Asks only: { $part }.
poll-preview-foot-part = Asks only: { $part }.
    Results after the close: { $results ->
        [practice] the chair and the practice
       *[members] everyone who was asked
    }.
button-change-audience-part = Who: { $part }
part-problem = { $problem ->
        [named] A question to a part of the group cannot show names. They would tell what people said in their profile.
       *[small] That part of the group is too small now, so people would stand out. Please choose whom to ask again.
    }

button-add-question = Add a question
survey-ask-sort = What kind of question?
button-sort-single = One answer
button-sort-multiple = Several answers
button-sort-rating = A rating from 1 to 5
button-sort-number = A number
button-sort-date = A date
button-sort-short = A few words
button-sort-long = A longer text
button-sort-statement = Only something to read
survey-ask-words = Type the question.
survey-ask-statement = Type what people should read.
survey-ask-other-words = It says now: { $words }

    Type the new words.
survey-ask-choices = Type the answers that people can choose from. Put each on a line of its own. You need 2 to 12.
survey-ask-other-choices = The answers are now:
    { $choices }

    Type all the answers anew, each on a line of its own.
survey-ask-ends = What do 1 and 5 mean? Type it on two lines, such as “Very poor” and “Very good”. Or tap Skip.
survey-ask-range = Which numbers do you take? Type the smallest and the largest, such as “0 to 10”. Or tap Skip.
button-change-choices = Change the answers
button-change-most = At most: { $most ->
        [0] as many as they like
       *[other] { $most } answers
    }
button-change-alone = Goes alone: { $there ->
        [yes] { $choice }
       *[no] no answer
    }
survey-ask-most = How many answers can people tap at most?
button-any-number = As many as they like
survey-ask-alone = Some answers only make sense alone, such as “None of these”. A tap on one takes the others back. Which answer is it?
button-add-none = Add “None of these”
choice-none-of-these = None of these
button-no-answer-alone = No answer goes alone
survey-draft-alone = { $choice } (goes alone)
button-change-ends = Change what 1 and 5 mean
button-change-range = Change the numbers
button-change-required = Needs an answer: { $needed ->
        [yes] yes
       *[no] no
    }
button-change-not-say = Prefer not to say: { $offered ->
        [yes] offered
       *[no] not offered
    }
button-change-condition = Ask it only if …
button-up = Move up
button-down = Move down
button-delete = Delete this question
survey-ask-condition = Ask it only because of an answer before. Which question decides?
button-always-ask = Ask it always
survey-ask-answer = { $words }

    Which answer has to be chosen?
survey-ask-leave = Do you want to keep the survey that you were writing?
button-throw-away = Throw it away

plan-ask-when = When should it go out? Tap a time, or type one, such as “12 May 9am”.
plan-ask-repeat = The first goes out on { $when }. Should it go out again after that?
button-every-once = Only once
button-every-weekly = Every week
button-every-monthly = Every month
button-every-quarterly = Every 3 months
plan-ask-open = How long can people answer?
button-days = { $count ->
        [one] 1 day
       *[other] { $count } days
    }
plan-sure = “{ $title }” goes out on { $when }{ $every ->
        [weekly] , and then every week
        [monthly] , and then every month
        [quarterly] , and then every 3 months
       *[once] , once
    }.
    People can answer for { $count ->
        [one] 1 day
       *[other] { $count } days
    }. Then it closes at 6pm.
    You get a message when it is sent.
button-plan = Plan it
plan-kept = Planned for { $when }. Nothing was sent yet. To see or stop what is planned, type /survey.
plans-head = <b>Planned</b>
plans-none = Nothing is planned.
plan-line = { $number }. { $title }
    { $when }, { $every ->
        [weekly] every week
        [monthly] every month
        [quarterly] every 3 months
       *[once] once
    }
button-stop-plan = Stop { $number }. { $title }
plan-stopped = Stopped. It will not go out any more.
planned-sent = It is sent, as planned.
planned-missed = “{ $title }” was due, but it was not sent. { $why ->
        [nobody] There was nobody to send it to.
        [part] That part of the group is too small now, so people would stand out.
        [author] The person who planned it cannot ask the group any more. To ask it after all, type /survey or /poll.
       *[other] It cannot be sent as it is.
    } { $more ->
        [yes] The next time is { $when }.
       *[no] It will not be sent again by itself.
    }
