### Results of surveys.

survey-result-question = <b>{ $number }. { $question }</b>
survey-result-share = { $choice }: { $count } ({ $percent }%)
survey-result-other-choices = { $count ->
        [one] 1 other choice
       *[other] { $count } other choices
    }
survey-result-average = Average: <b>{ $average }</b>, on a scale from { $lowest } to { $highest }.
survey-result-top = “{ $first }” or “{ $second }”: <b>{ $count }</b> ({ $percent }%).
survey-result-numbers = Average: <b>{ $mean }</b>. Middle value: <b>{ $median }</b>. From { $lowest } to { $highest }.
survey-result-dates = From { $earliest } to { $latest }.
survey-result-texts = { $count ->
        [one] 1 person wrote an answer in their own words.
       *[other] { $count } people wrote an answer in their own words.
    }
survey-result-said = { $count ->
        [one] 1 person answered this.
       *[other] { $count } people answered this.
    }
survey-result-not-said = { $count ->
        [one] 1 person preferred not to say.
       *[other] { $count } people preferred not to say.
    }
survey-result-per-cent = Each % is a share of the people who answered this question.
survey-result-per-cent-not-said = Each % is a share of the people who answered this question. Those who preferred not to say are not in it.
survey-result-withheld = Fewer than { $least } people answered this. So I do not show it: it could tell who said what.
survey-result-nobody = Nobody answered this.
survey-result-more = { $count ->
        [one] And 1 more question.
       *[other] And { $count } more questions.
    }
survey-bin = { $low } to { $high }
survey-bin-part = { $low } to less than { $upto }
survey-chart-said = { $count ->
        [one] 1 member answered this question.
       *[other] { $count } members answered this question.
    }
survey-chart-most = These are the { $count } most chosen of { $all }. { $said ->
        [one] 1 member answered this question.
       *[other] { $said } members answered this question.
    }

survey-texts-page = This is page { $page } of { $pages }.
survey-text = <blockquote>{ $words }</blockquote>

survey-stops-head = <b>{ $reference }</b> · Where people stop

    <b>{ $title }</b>
survey-stops-started = { $asked } people were asked. { $started } started. The answers of { $answered } count.
survey-stops-line = { $number }. { $question }
    { $bar } { $reached ->
        [one] 1 person came here
       *[other] { $reached } people came here
    }, { $answered } answered
survey-stops-note = A question can be for some people only. Then fewer people come to it, and nobody has stopped.
survey-chart-stops = Bars show how many people came to each question. { $started } people started.

guide-questions-number = Question
guide-questions-text = Words
guide-questions-name = Name
guide-questions-kind = Kind
guide-questions-choices = Answers to choose from
guide-kind = { $kind ->
        [single] one answer
        [multiple] several answers
        [rating] rating
        [number] number
        [date] date
       *[text] own words
    }

survey-questions = <b>{ $reference }</b> · Which question do you want to look at?
button-survey-question = { $number } · { $question }
button-survey-questions = Look at one question
button-survey-questions-more = More questions
button-survey-questions-before = Questions before
button-survey-stops = Where people stop
button-survey-texts-more = More answers
button-survey-texts-before = Answers before
