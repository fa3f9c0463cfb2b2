package tw.shouwang.api.process;

import java.util.concurrent.Callable;

/// A command for operators: keys, posters, retention.
///
/// A picocli `@Command`; its return value is the exit status. What it takes from [ServiceParts] is
/// made in the environment [Environments#COMMAND], without ports and workers, and may run beside
/// the service.
public interface OperatorCommand extends Callable<Integer> {}
