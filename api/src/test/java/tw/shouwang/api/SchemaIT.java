package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.testing.SchemaBreaks;
import tw.shouwang.graphql.testing.SchemaConventions;
import tw.shouwang.graphql.testing.SchemaText;

/// The contract with external apps: the schema equals its committed snapshot and keeps the
/// project's conventions.
@MicronautTest(transactional = false)
class SchemaIT implements EmbeddedTest {

  private static final Path SNAPSHOT = Path.of("schema.graphql");

  @Inject Engines engines;

  @Test
  void isTheCommittedSnapshot() throws IOException {
    String served = SchemaText.of(schema());
    Files.writeString(Path.of("target", "schema.graphql"), served);
    assertThat(Files.exists(SNAPSHOT) ? Files.readString(SNAPSHOT) : "")
        .as("the schema changed; if apps can live with it, copy api/target/schema.graphql to api/")
        .isEqualTo(served);
  }

  @Test
  void keepsTheHousesConventions() {
    assertThat(SchemaConventions.findings(schema())).isEmpty();
  }

  @Test
  void keepsRootFieldsNullableSoThatOneBadArgumentTakesNoOtherAnswerAlong() {
    Set<String> cannotFail = Set.of("emergencyNumbers", "directoryVersion", "newReceipt");
    assertThat(schema().getQueryType().getFieldDefinitions())
        .filteredOn(field -> GraphQLTypeUtil.isNonNull(field.getType()))
        .extracting(GraphQLFieldDefinition::getName)
        .allMatch(cannotFail::contains);
  }

  @Test
  void staffsIsTheCommittedSnapshotToo() throws IOException {
    Path snapshot = Path.of("staff.graphql");
    String served = SchemaText.of(engines.of("staff").schema());
    Files.writeString(Path.of("target", "staff.graphql"), served);
    assertThat(Files.exists(snapshot) ? Files.readString(snapshot) : "")
        .as("staff's schema changed; copy api/target/staff.graphql to api/ if that is right")
        .isEqualTo(served);
  }

  @Test
  void staffsKeepsTheHousesConventions() {
    assertThat(SchemaConventions.findings(engines.of("staff").schema())).isEmpty();
  }

  /// An app that was written against the schema of before works on, or its break is on the list
  /// with a day and a reason; and the list names nothing that is no break.
  @ParameterizedTest
  @CsvSource({"public, schema", "staff, staff"})
  void breaksNoAppWithoutAReason(String schema, String file) throws IOException {
    Path released = Path.of("released");
    assertThat(
            SchemaBreaks.findings(
                Files.readString(released.resolve(file + ".graphql")),
                SchemaText.of(engines.of(schema).schema()),
                Files.readString(released.resolve(file + "-breaks.txt"))))
        .isEmpty();
  }

  private GraphQLSchema schema() {
    return engines.of(SchemaSlice.PUBLIC).schema();
  }
}
