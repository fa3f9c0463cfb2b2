package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.views.ViewsFilter;
import org.reactivestreams.Publisher;

/// Takes the place of the framework's filter that renders what a controller returns by the template
/// that an annotation names. Pages are written by [PageWriter] and have no such annotation; that
/// filter stands before every address, GraphQL's too, and makes each answer a reactive stream.
@Filter("/no/address/has/a/view")
@Replaces(ViewsFilter.class)
final class NoViewsFilter implements HttpServerFilter {

  @Override
  public Publisher<MutableHttpResponse<?>> doFilter(
      HttpRequest<?> request, ServerFilterChain chain) {
    return chain.proceed(request);
  }
}
