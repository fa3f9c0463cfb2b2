package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A value that the schema does not know would be answered as an error of the service.
class SchemaEnumsTest {

  private static final Map<String, JavaClass> ENUMS =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("tw.shouwang")
              .stream()
              .filter(JavaClass::isEnum)
              .collect(
                  Collectors.toMap(JavaClass::getSimpleName, Function.identity(), (one, _) -> one));

  @ParameterizedTest
  @ValueSource(strings = {"schema.graphql", "staff.graphql"})
  void knowsEachValueThatTheServiceHas(String snapshot) throws IOException {
    List<EnumTypeDefinition> known =
        new SchemaParser()
            .parse(Files.readString(Path.of(snapshot)))
            .getTypes(EnumTypeDefinition.class);
    assertThat(known).hasSizeGreaterThan(10);
    for (EnumTypeDefinition each : known) {
      JavaClass ours = ENUMS.get(each.getName());
      if (ours != null) {
        assertThat(each.getEnumValueDefinitions())
            .as(each.getName())
            .extracting(EnumValueDefinition::getName)
            .containsAll(
                Arrays.stream(ours.reflect().getEnumConstants())
                    .map(value -> ((Enum<?>) value).name())
                    .toList());
      }
    }
  }
}
