package tw.shouwang.api.concerns;

/// An agency's answer is stored. There is nothing else to answer.
record AgencyAnswerTaken() {}
