package tw.shouwang.api.intake.login;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tw.shouwang.api.process.InStaffProcess;

/// Passes the login filter's tokens to [StaffTokens], on threads that may block.
@Singleton
@Requires(condition = InStaffProcess.class)
class BearerTokens implements TokenValidator<HttpRequest<?>> {

  private final StaffTokens tokens;
  private final Scheduler blocking;

  BearerTokens(StaffTokens tokens, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.tokens = tokens;
    this.blocking = Schedulers.fromExecutorService(blocking);
  }

  @Override
  public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
    return Mono.fromCallable(() -> tokens.read(token))
        .subscribeOn(blocking)
        .flatMap(member -> Mono.justOrEmpty(member.map(StaffAuthentication::new)));
  }
}
