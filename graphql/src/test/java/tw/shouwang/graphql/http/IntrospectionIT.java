package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.testing.Http;

@MicronautTest
@Property(name = "shouwang.graphql.documents.introspection", value = "false")
class IntrospectionIT {

  private final Http http;

  IntrospectionIT(EmbeddedServer server) {
    this.http = new Http(server);
  }

  @Test
  void isRefusedWhereItIsOff() {
    assertThat(http.post("{\"query\": \"{ __schema { types { name } } }\"}").body())
        .contains("INTROSPECTION_DISABLED");
    assertThat(http.post("{\"query\": \"{ ... { __type(name: \\\"Dog\\\") { name } } }\"}").body())
        .contains("INTROSPECTION_DISABLED");
    assertThat(http.post("{\"query\": \"{ __typename }\"}").body()).contains("Query");
  }
}
