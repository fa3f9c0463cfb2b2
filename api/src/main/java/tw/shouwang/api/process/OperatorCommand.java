package tw.shouwang.api.process;

import java.util.concurrent.Callable;

/// A command for whoever runs the service, beside serving: keys, posters, retention.
///
/// A bean that is also a picocli `@Command`; what it returns is the exit status. It runs in the
/// environment [Environments#COMMAND], in which nothing listens and no worker works, and beside a
/// running service.
public interface OperatorCommand extends Callable<Integer> {}
