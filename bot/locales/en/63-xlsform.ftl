### What is wrong with a spreadsheet that somebody sent as a survey: what, and what to do. The place goes before it.

xlsform-problems = { $count ->
        [one] I cannot use this spreadsheet yet. There is 1 thing to put right:
       *[other] I cannot use this spreadsheet yet. There are { $count } things to put right:
    }
xlsform-place = <b>Sheet { $sheet }, row { $row }, column { $column }:</b>
xlsform-place-row = <b>Sheet { $sheet }, row { $row }:</b>
xlsform-place-column = <b>Sheet { $sheet }, column { $column }:</b>
xlsform-place-sheet = <b>Sheet { $sheet }:</b>
xlsform-line = • { $words }
xlsform-more = { $count ->
        [one] And 1 more thing.
       *[other] And { $count } more things.
    }
xlsform-what-next = Please change this, and send me the file again. I kept nothing of it.

xlsform-empty-file = The file is empty.
xlsform-too-large = The file is too big. It can have up to { $about }.
xlsform-too-full = There is too much in this file. Please delete the sheets, rows and pictures that are not needed.
xlsform-wrong-type = I can read files that end in .xlsx or .csv. Please save it as one of these.
xlsform-not-a-spreadsheet = This is not a spreadsheet that I can open, or it is damaged. Please open it in Excel and save it as .xlsx.
xlsform-old-excel = This is an old Excel file. Please open it and save it as .xlsx.
xlsform-encrypted = The file has a password. Please save it without one.
xlsform-not-utf-8 = I cannot read the letters in this file. Please save it as .xlsx, or as “CSV UTF-8”.
xlsform-no-survey = There is no sheet with the name survey. The questions go there.
xlsform-sheet-twice = There are 2 sheets with the name { $about }. Please keep one.
xlsform-sheet-unsupported = I cannot use a sheet with the name { $about }. Please take it out.
xlsform-too-many-rows = There are too many rows. A sheet can have up to { $about }. Please delete empty rows as well.
xlsform-too-many-columns = There are too many columns. A sheet can have up to { $about }.
xlsform-no-title = This column has no title in the first row. Please give it one, or empty the column.
xlsform-title-twice = The title { $about } is there twice, or two titles mean the same. Please keep one.
xlsform-no-column = There is no column with the title { $about }. Please add one.
xlsform-column = I do not know the column { $about }. Please check its title, or empty the column.
xlsform-column-unsupported = I cannot use the column { $about }. Please empty it.
xlsform-no-language-code = { $about } names no language that I know. Please write it like Polski (pl), with the code of the language.
xlsform-formula = This cell has a formula without a result. Please type the text instead.
xlsform-cell-error = This cell says { $about }. Please type the text instead.
xlsform-cell-date = Excel has made a date of this cell. Please format the cell as text, and type it again.
xlsform-settings-rows = The settings go in one row. Please empty this row.
xlsform-attribution = { $about } is not possible here. Please write anonymous, confidential or named.

xlsform-no-type = This row has no type. Please fill it in, such as text.
xlsform-type-unknown = I do not know the type { $about }. Please check how it is spelled.
xlsform-type-unsupported = I cannot ask for { $about } in a chat. Please take it out, or use another type.
xlsform-name = { $about ->
        [none] This row has no name. Please fill it in.
       *[other] The name { $about } will not do. Please use letters a to z, numbers and _, and no spaces.
    }
xlsform-name-twice = Another row has the name { $about } already. Please use another one.
xlsform-no-label = There are no words for people to read. Please fill in the label.
xlsform-too-long = This is too long. Please use at most { $about } letters.
xlsform-no-list = This choice belongs to no list. Please fill in list_name.
xlsform-choice-twice = This list has a choice with the name { $about } already. Please use another one.
xlsform-no-such-list = There are no choices for the list { $about }. Please add them on the choices sheet.
xlsform-csv-choices = A .csv file has no choices sheet, so { $about } cannot be asked. Please save the survey as .xlsx with both sheets.
xlsform-group-open = This group has no end. Please add a row with end_group.
xlsform-group-not-open = This ends a group that has not begun. Please take the row out, or add begin_group above.
xlsform-appearance = I do not know the appearance { $about }. Please take it out.
xlsform-parameter = I cannot use the parameter { $about }. Please take it out.
xlsform-range = These numbers will not do: { $about }. Please write them like start=0 end=10 step=1.
xlsform-yes-or-no = { $about } is not yes or no. Please write yes, or leave it empty.
xlsform-not-here = { $about } means nothing for a row of this type. Please empty the cell.
xlsform-least-chosen = Nobody could give a first answer under this condition. I can keep “at most” and “none of these” only.
xlsform-no-questions = There is no question to answer. Please add one.
xlsform-too-many-questions = There are too many questions. A survey can have up to { $about }.

xlsform-expression-too-long = This condition is too long. Please use at most { $about } letters, those of its groups counted.
xlsform-expression-too-deep = This condition has too many parts. Please make it simpler.
xlsform-expression-path = I cannot use { $about } in a condition. Please use the name of a question, in curly brackets with $ before them.
xlsform-expression-function = I cannot use { $about }() in a condition. Please write it another way.
xlsform-expression-name = I do not understand { $about } in this condition. Put names of questions in curly brackets with $ before them, and words in '…'.
xlsform-expression-day = Please write a day in a condition like { $about }.
xlsform-expression-syntax = I do not understand this condition: { $about }. Please check its brackets and quotes.
xlsform-expression-unknown = The condition looks at { $about }, and no question before this one has that name.
