### Improvement projects, and news for the group.

project-problem = { $problem ->
       *[gone] That project is not there any more.
    }
announcement-problem = { $problem ->
       *[gone] That announcement is not there any more.
    }
