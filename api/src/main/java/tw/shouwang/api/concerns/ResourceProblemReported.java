package tw.shouwang.api.concerns;

/// The report is stored. There is nothing else to answer.
record ResourceProblemReported() {}
