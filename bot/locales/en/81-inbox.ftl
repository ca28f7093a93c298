### The inbox, topics, and the chain from voice to outcome.

topic-problem = { $problem ->
       *[gone] That topic is not there any more.
    }
chain-problem = { $problem ->
       *[gone] That is not there any more.
    }
