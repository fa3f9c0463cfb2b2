package tw.shouwang.graphql.plan;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.AbortExecutionException;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import java.util.concurrent.CompletableFuture;

/// Executes queries and mutations by the plans of their document, one field after the other on the
/// caller's thread, which may block. The data of the result is a [WrittenData].
///
/// The plans are in the GraphQL context under [Plans]. Without them, and for introspection, it uses
/// the engine's own strategy.
public final class PlanStrategy extends AsyncExecutionStrategy {

  public PlanStrategy(DataFetcherExceptionHandler exceptions) {
    super(exceptions);
  }

  @Override
  public CompletableFuture<ExecutionResult> execute(
      ExecutionContext context, ExecutionStrategyParameters parameters) {
    Plans plans = context.getGraphQLContext().get(Plans.class);
    Plan plan = plans == null ? null : plans.plan(context);
    if (plan == null || plan.introspective()) {
      return super.execute(context, parameters);
    }
    return CompletableFuture.completedFuture(run(plan, context, parameters));
  }

  private ExecutionResult run(
      Plan plan, ExecutionContext context, ExecutionStrategyParameters parameters) {
    try {
      WrittenData data =
          new PlanRun(plan, context, parameters.getExecutionStepInfo(), dataFetcherExceptionHandler)
              .data();
      return new ExecutionResultImpl(data, context.getErrors());
    } catch (AbortExecutionException e) {
      return e.toExecutionResult();
    }
  }
}
