package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.views.ViewsFilter;
import org.reactivestreams.Publisher;

/// Replaces the framework's filter that renders a controller's result by the template that an
/// annotation names. [PageWriter] renders our pages, without such annotations. The framework's
/// filter would run for every address, GraphQL's too, and make each answer a reactive stream.
@Filter("/no/address/has/a/view")
@Replaces(ViewsFilter.class)
final class NoViewsFilter implements HttpServerFilter {

  @Override
  public Publisher<MutableHttpResponse<?>> doFilter(
      HttpRequest<?> request, ServerFilterChain chain) {
    return chain.proceed(request);
  }
}
