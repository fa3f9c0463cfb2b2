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
  private final LoginLog log;
  private final Scheduler blocking;

  BearerTokens(
      StaffTokens tokens, LoginLog log, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.tokens = tokens;
    this.log = log;
    this.blocking = Schedulers.fromExecutorService(blocking);
  }

  @Override
  public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
    return Mono.fromCallable(() -> tokens.read(token))
        .subscribeOn(blocking)
        .doOnNext(reading -> reading.problems().forEach(log::tell))
        .flatMap(reading ->
            switch (reading) {
              case TokenReading.Holds(var member, _) -> Mono.just(new StaffAuthentication(member));
              case TokenReading.Fails _ -> Mono.empty();
            });
  }
}
