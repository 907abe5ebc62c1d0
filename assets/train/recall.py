"""Key-value recall: memos at the top of a text, a question about one of them a thousand tokens later."""

WORDS = """
power environment policy distance cookie graph category gradient reader mailbox seconds alias scale quote status
digits week location word degree control month chain factor children password table cycle rows curve grammar grid
window machine tasks star leaf family interval letter rules symbol solution color image channel edge radius site
trees owner profile counter magic hour steps cover roots days shell little third reserved native
""".split()  # noqa: SIM905 - a list of 64 strings would fill the page; keys and values


def word_list(tokenizer):
    """Return the ids of the words, each one token with the space before it."""
    ids = tokenizer.convert_tokens_to_ids(["\u0120" + word for word in WORDS])
    assert len(set(ids) - {None, tokenizer.unk_token_id}) == len(WORDS)
    return ids


class Recall:
    """Builds recall sequences as lists of token ids."""

    def __init__(self, tokenizer):
        self.words = word_list(tokenizer)
        self.encode = lambda text: tokenizer.encode(text, add_special_tokens=False)
        self.memo, self.ask, self.end = map(self.encode, ("\n# set:", "\n# get:", "\n"))

    def line(self, head, key, value):
        """Return ``# set: key value`` (or get) as ids; the value is the last but one token."""
        return [*head, key, value, *self.end]

    def pairs(self, count, rng):
        """Draw distinct keys, each with a value."""
        return list(zip(rng.sample(self.words, count), rng.choices(self.words, k=count), strict=True))

    def sequence(self, length, count, filler, rng):
        """Return (ids, weights), ``length`` long: memos and questions scattered over running text.

        A memo's value cannot be guessed, so it weighs 0; an asked value weighs 10, running text 1.
        """
        pairs, line = self.pairs(count, rng), len(self.line(self.memo, 0, 0))
        asked = rng.choices(pairs, k=max(1, min(2 * count, length // line - count)))
        room = length - line * (count + len(asked))
        early = rng.choice((0.0, 0.2, 0.5))  # share of the filler that lies between the memos
        gaps = spread(int(room * early), count, rng) + spread(room - int(room * early), len(asked), rng)
        ids, weights = [], []
        for i, ((key, value), gap) in enumerate(zip([*pairs, *asked], gaps, strict=True)):
            text = self.line(self.memo if i < count else self.ask, key, value)
            fill = filler(gap)
            before = i >= count  # filler after a memo, but before a question
            ids += [*fill, *text] if before else [*text, *fill]
            mark = [0.2] * (line - 2) + [10.0 if before else 0.0, 0.2]
            weights += [1.0] * gap + mark if before else mark + [1.0] * gap
        return ids, weights

    def echo(self, length, rng):
        """Return (ids, weights): random words said over and over. It teaches to look back before any question does."""
        span = rng.choice((8, 16, 32, 48, 64))
        words = rng.sample(self.words, span)
        return (words * (length // span + 1))[:length], [0.0] * span + [3.0] * (length - span)

    def item(self, distance, count, filler, rng):
        """Return (context ids, answer id, distance in tokens) of a question with one answer.

        The memo asked for stands ``distance`` tokens before its question, the others within 100 tokens of it.
        """
        pairs = self.pairs(count, rng)
        key, value = pairs[-1]
        memos = [i for pair in pairs for i in self.line(self.memo, *pair)]
        question = [*self.ask, key]
        gap = distance - len(question) - len(self.end)
        return [*memos, *filler(gap), *question], value


def spread(total, parts, rng):
    """Cut ``total`` tokens into ``parts`` random lengths of at least 0."""
    cuts = sorted(rng.randint(0, total) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]
