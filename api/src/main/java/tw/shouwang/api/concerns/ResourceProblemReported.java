package tw.shouwang.api.concerns;

/// The words are kept; all there is to answer is thanks.
record ResourceProblemReported() {}
