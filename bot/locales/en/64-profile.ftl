### The profile: what members choose to say about themselves.

command-profile = Your profile
button-profile-offer = Tell us about you (optional)
profile-only-members = The profile is for patients and carers. You are here because you work here, so we ask you nothing about yourself.
profile-consent-missing = You have not said yes to this, so I kept nothing. To start again, type /profile.

# Shown, and kept with the answer word for word.
profile-consent-profile = May we keep some details about you?
    You can tell us your age group, your sex or gender, your main language, and whether you are a carer or have young children. You choose what to answer, and you can skip everything.

    We use it to see who is in the group and who is missing. We also use it to send a question only to the people it is about, such as carers, to remind groups that we seldom hear from, and to show answers by group.

    { $practice } sees totals only. Other members see nothing. You can change or delete it in /profile at any time. If you say no, nothing else changes.
profile-consent-profile-ethnicity = May we keep your ethnic group?
    The law gives your ethnic group extra protection. So we ask for your yes to this by itself.

    We use it to see which ethnic groups the practice hears from, and which it does not. We also use it to send a question only to the people it is about, and to show answers by group.

    { $practice } sees totals only. Other members see nothing. You can take your yes back in /profile at any time, and the answer is deleted at once. If you say no, nothing else changes.
profile-consent-profile-health = May we keep two details about your health?
    They are whether you have a long-term condition or a disability, and what you need to take part, such as large print. Please tell us nothing more about your health here.

    The law gives details about your health extra protection. So we ask for your yes to this by itself.

    We use them to see whether people with health needs are heard, and to plan polls and meetings that you can use. We also use them to send a question only to the people it is about, and to show answers by group.

    { $practice } sees totals only. Other members see nothing. You can take your yes back in /profile at any time, and both answers are deleted at once. If you say no, nothing else changes.
button-profile-allow = Yes, you may keep it
button-profile-refuse = No, do not keep it
profile-refused = That is fine. We keep no profile of you. If you change your mind, type /profile.

profile-head = <b>About you</b>
profile-line = { $question }: <b>{ $answer }</b>
profile-line-none = { $question }: no answer yet
profile-line-refused = { $question }: you said no to this
profile-how = To answer or change something, tap it. Every answer is kept as soon as you tap it.
# The last part is kept with the tap on a button below it, word for word.
profile-withdraw-how = To take back your yes, tap a button that starts with "Delete". Those answers are deleted at once.
button-profile-start = Answer the questions one by one
button-profile-withdraw-profile = Delete my whole profile
button-profile-withdraw-profile-ethnicity = Delete my ethnic group
button-profile-withdraw-profile-health = Delete my health and access answers
profile-withdrawn = Your profile is deleted, and we have noted that you took your yes back. To make a new one, type /profile.
profile-deleted = Deleted.

profile-place = Question { $number } of { $total }
profile-several = Tap all that fit you. To take one back, tap it again.
profile-answered = Your answer: <b>{ $answer }</b>
profile-not-answered = No answer yet.
profile-answer-own = { $answer } ({ $words })
button-profile-clear = Delete this answer

profile-name-age = Age
profile-name-sex = Sex or gender
profile-name-carer = Carer
profile-name-young-children = Young children
profile-name-language = Main language
profile-name-ethnicity = Ethnic group
profile-name-condition = Long-term condition
profile-name-access = Access needs

profile-ask-age = How old are you?
profile-ask-sex = Which of these describes you best?
profile-ask-carer = Do you look after somebody who could not manage without your help?
    It may be because of illness, disability or old age. Do not count work that you are paid for.
profile-ask-young-children = Do you have children aged under 5?
    Count children who live with you, or whom you look after.
profile-ask-language = What is your main language?
profile-ask-ethnicity-england = What is your ethnic group?
profile-ask-ethnicity-new-zealand = Which ethnic group do you belong to?
profile-ask-condition = Do you have a long-term health condition or a disability?
    Long-term means that it lasts, or is likely to last, 12 months or more. We do not need to know which one.
profile-ask-access = What do you need to read what we send, or to take part?
profile-page-white = Which of these best describes your White background?
profile-page-mixed = Which of these best describes your mixed or multiple ethnic groups background?
profile-page-asian = Which of these best describes your Asian or Asian British background?
profile-page-black = Which of these best describes your Black, African, Caribbean or Black British background?
profile-page-other = Which of these best describes your background?
profile-page-more = Which other ethnic group do you belong to?

profile-own-sex = How do you describe yourself? Please type it in a few words.
profile-own-language = Which language is it? Please type its name.
profile-own-ethnicity = How would you describe your background? Please type it in a few words.
profile-own-access = What else do you need? Please type it in a few words. Please do not write about an illness.

choice-age-under-16 = Under 16
choice-age-16-24 = 16 to 24
choice-age-25-34 = 25 to 34
choice-age-35-44 = 35 to 44
choice-age-45-54 = 45 to 54
choice-age-55-64 = 55 to 64
choice-age-65-74 = 65 to 74
choice-age-75-over = 75 and over
choice-sex-female = Female
choice-sex-male = Male
choice-sex-non-binary = Non-binary
choice-sex-own = In my own words
choice-language-own = Another language
choice-access-large-print = Large print
choice-access-easy-read = Easy read
choice-access-audio = Audio
choice-access-braille = Braille
choice-access-not-digital = By letter or phone, not online
choice-access-bsl = British Sign Language (BSL)
choice-access-nzsl = New Zealand Sign Language (NZSL)
choice-access-interpreter = An interpreter for my language
choice-access-hearing-loop = A hearing loop
choice-access-step-free = A place without steps
choice-access-companion = Somebody with me to help
choice-access-own = Something else
choice-access-none = I need none of these

# Each language also in itself: that is how people find it.
choice-language-english = English
choice-language-polish = Polish – polski
choice-language-romanian = Romanian – română
choice-language-panjabi = Panjabi – ਪੰਜਾਬੀ
choice-language-urdu = Urdu – اردو
choice-language-portuguese = Portuguese – português
choice-language-spanish = Spanish – español
choice-language-arabic = Arabic – العربية
choice-language-bengali = Bengali – বাংলা
choice-language-gujarati = Gujarati – ગુજરાતી
choice-language-italian = Italian – italiano
choice-language-maori = te reo Māori
choice-language-samoan = Samoan – gagana Sāmoa
choice-language-tongan = Tongan – lea faka-Tonga
choice-language-mandarin = Mandarin – 普通话
choice-language-cantonese = Cantonese – 廣東話
choice-language-hindi = Hindi – हिन्दी
choice-language-tagalog = Tagalog
choice-language-korean = Korean – 한국어
choice-language-afrikaans = Afrikaans
choice-language-bsl = British Sign Language (BSL)
choice-language-nzsl = New Zealand Sign Language (NZSL)

# The names of the groups are the country's own: they are compared with figures of others, and not to be reworded.
ethnic-england-white = White
ethnic-england-white-british = English, Welsh, Scottish, Northern Irish or British
ethnic-england-white-irish = Irish
ethnic-england-white-gypsy-traveller = Gypsy or Irish Traveller
ethnic-england-white-other = Any other White background
ethnic-england-mixed = Mixed or multiple ethnic groups
ethnic-england-mixed-white-caribbean = White and Black Caribbean
ethnic-england-mixed-white-african = White and Black African
ethnic-england-mixed-white-asian = White and Asian
ethnic-england-mixed-other = Any other mixed or multiple ethnic background
ethnic-england-asian = Asian or Asian British
ethnic-england-asian-indian = Indian
ethnic-england-asian-pakistani = Pakistani
ethnic-england-asian-bangladeshi = Bangladeshi
ethnic-england-asian-chinese = Chinese
ethnic-england-asian-other = Any other Asian background
ethnic-england-black = Black, African, Caribbean or Black British
ethnic-england-black-african = African
ethnic-england-black-caribbean = Caribbean
ethnic-england-black-other = Any other Black, African or Caribbean background
ethnic-england-other = Another ethnic group
ethnic-england-other-arab = Arab
ethnic-england-other-other = Any other ethnic group

ethnic-new-zealand-european = European
ethnic-new-zealand-european-nz = New Zealand European
ethnic-new-zealand-european-other = Other European
ethnic-new-zealand-maori = Māori
ethnic-new-zealand-pacific = Pacific Peoples
ethnic-new-zealand-pacific-samoan = Samoan
ethnic-new-zealand-pacific-cook-islands = Cook Islands Māori
ethnic-new-zealand-pacific-tongan = Tongan
ethnic-new-zealand-pacific-niuean = Niuean
ethnic-new-zealand-pacific-tokelauan = Tokelauan
ethnic-new-zealand-pacific-fijian = Fijian
ethnic-new-zealand-pacific-other = Other Pacific Peoples
ethnic-new-zealand-asian = Asian
ethnic-new-zealand-asian-chinese = Chinese
ethnic-new-zealand-asian-indian = Indian
ethnic-new-zealand-asian-southeast = Southeast Asian
ethnic-new-zealand-asian-other = Other Asian
ethnic-new-zealand-melaa = Middle Eastern, Latin American or African
ethnic-new-zealand-melaa-middle-eastern = Middle Eastern
ethnic-new-zealand-melaa-latin-american = Latin American
ethnic-new-zealand-melaa-african = African
ethnic-new-zealand-other = Other, in my own words
ethnic-new-zealand-more = Another ethnic group

# A part of the group, as the chair reads it.
segment-age = Aged { $answer }
segment-sex = { $answer }
segment-carer = Carers
segment-young-children = With children aged under 5
segment-language = Main language: { $answer }
segment-ethnicity = Ethnic group: { $answer }
segment-condition = With a long-term condition or disability
