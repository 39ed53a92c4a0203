"""What does the prose state? Names, quotations, dates, figures, events, each with its evidence.

Every step reads `tokens.Tokens`, the tokens of a whole article as columns, and returns records of
`transforms.record` whose spans are code points of the article's clean text, half open.
"""
