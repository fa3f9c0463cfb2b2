package tw.shouwang.api.concerns;

/// An agency's answer is kept; all there is to answer is thanks.
record AgencyAnswerTaken() {}
