package tw.shouwang.api.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.i18n.Language;

/// C8, C12: every choice that a form, the guide or a filter shows has its name and its explanation
/// in six languages, and none is missing.
@MicronautTest(transactional = false)
class ChoicesIT implements EmbeddedTest {

  private static final Map<String, String> ENUMS =
      Map.of(
          "topics", "Topic",
          "urgencies", "Urgency",
          "indicators", "ReportIndicator",
          "gatekeeperKinds", "GatekeeperKind",
          "resourceKinds", "ResourceKind",
          "networks", "Network",
          "contactKinds", "ContactKind",
          "personalContactKinds", "PersonalContactKind");

  @Inject AppClient app;

  @Test
  void hasEveryChoiceOfTheSchema() {
    TypeDefinitionRegistry schema = new SchemaParser().parse(Path.of("schema.graphql").toFile());
    Answer choices = choices("en");
    ENUMS.forEach((list, type) ->
        assertThat(choices.at(list).each("code"))
            .as(list)
            .containsExactlyInAnyOrderElementsOf(
                Objects.requireNonNull(schema.getTypeOrNull(type, EnumTypeDefinition.class))
                    .getEnumValueDefinitions()
                    .stream()
                    .map(EnumValueDefinition::getName)
                    .toList()));
    List<String> signs =
        Objects.requireNonNull(
                schema.getTypeOrNull("SituationInput", InputObjectTypeDefinition.class))
            .getInputValueDefinitions()
            .stream()
            .filter(field ->
                field.getType() instanceof TypeName type && type.getName().equals("Boolean"))
            .map(InputValueDefinition::getName)
            .toList();
    assertThat(choices.at("signs").each("code")).containsExactlyInAnyOrderElementsOf(signs);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void saysEachInTheReadersLanguage(Language language) {
    Answer choices = choices(language.tag());
    Answer english = choices("en");
    for (String list : List.of("signs", "topics", "urgencies", "indicators", "gatekeeperKinds")) {
      List<String> names = choices.at(list).each("name");
      List<String> explanations = choices.at(list).each("explanation");
      assertThat(names).as(list).doesNotHaveDuplicates().noneMatch(String::isBlank);
      assertThat(explanations).as(list).doesNotHaveDuplicates().noneMatch(String::isBlank);
      if (language != Language.EN) {
        assertThat(explanations).doesNotContainAnyElementsOf(english.at(list).each("explanation"));
      }
    }
    assertThat(choices.at("urgencies").each("code"))
        .containsExactly("IMMEDIATE_DANGER", "URGENT", "ROUTINE");
  }

  private Answer choices(String language) {
    return app.ask("Choices", Map.of(), language).root();
  }
}
