package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// C5: what a sender fills in reaches a field that a worker can read. Each input field of the forms
/// has a line here; a new one without a line fails.
class WhatWorkersSeeTest {

  /// The fields that no worker is to see, and why.
  private static final Map<String, String> HIDDEN =
      Map.of(
          "receipt", "it opens the case for whoever has it",
          "proof", "it is work against floods and says nothing",
          "siteCode",
              "it tells the counter and with it the sender; `senderGroup` and `surge` remain",
          "messageId", "it only makes a retry harmless");

  /// Where a worker reads the others, by the type and the field of the staff schema.
  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("topic", "StaffCase.topic"),
          Map.entry("otherTopics", "StaffCase.otherTopics"),
          Map.entry("indicators", "StaffCase.indicators"),
          Map.entry("childInvolved", "StaffCase.childInvolved"),
          Map.entry("urgency", "StaffCase.saidUrgency"),
          Map.entry("words", "SealedPart.words"),
          Map.entry("area", "StaffCase.area"),
          Map.entry("place", "SealedPart.place"),
          Map.entry("person", "SealedPart.person"),
          Map.entry("observedAt", "SealedPart.observedAt"),
          Map.entry("gatekeeperKind", "SealedPart.kind"),
          Map.entry("language", "SealedPart.language"),
          Map.entry("contact", "SealedPart.contact"),
          Map.entry("contactKind", "SealedPart.contactKind"),
          Map.entry("safeToContact", "SealedPart.safeToContact"),
          Map.entry("safeTimes", "SealedPart.safeTimes"),
          Map.entry("interpreter", "SealedPart.interpreter"),
          Map.entry("exerciseCode", "StaffCase.exercise"));

  @Test
  void everyFieldOfTheFormsReachesAWorker() throws IOException {
    TypeDefinitionRegistry app = new SchemaParser().parse(Path.of("schema.graphql").toFile());
    TypeDefinitionRegistry staff = new SchemaParser().parse(Path.of("staff.graphql").toFile());
    List<String> sent = new ArrayList<>();
    for (String form : List.of("SubmitConcernInput", "RequestHelpInput", "AddMessageInput")) {
      Objects.requireNonNull(app.getTypeOrNull(form, InputObjectTypeDefinition.class))
          .getInputValueDefinitions()
          .stream()
          .map(InputValueDefinition::getName)
          .forEach(sent::add);
    }
    assertThat(sent)
        .allSatisfy(field ->
            assertThat(SHOWN.containsKey(field) ^ HIDDEN.containsKey(field)).as(field).isTrue());
    assertThat(new TreeSet<>(sent))
        .isEqualTo(
            Stream.of(SHOWN, HIDDEN)
                .flatMap(fields -> fields.keySet().stream())
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    SHOWN.values().forEach(path -> assertThat(fields(staff, path)).as(path).contains(name(path)));
    assertThat(fields(staff, "StaffCase.form")).contains("form", "senderIsTheVictim");
  }

  /// C12: a choice that a sender has is the same choice for a worker, and not a longer list.
  @Test
  void aChoiceOfTheFormsHasTheSameTypeForWorkers() {
    TypeDefinitionRegistry app = new SchemaParser().parse(Path.of("schema.graphql").toFile());
    TypeDefinitionRegistry staff = new SchemaParser().parse(Path.of("staff.graphql").toFile());
    List<String> compared = new ArrayList<>();
    for (String form : List.of("SubmitConcernInput", "RequestHelpInput")) {
      for (InputValueDefinition field :
          Objects.requireNonNull(app.getTypeOrNull(form, InputObjectTypeDefinition.class))
              .getInputValueDefinitions()) {
        String type = base(field.getType());
        String path = SHOWN.get(field.getName());
        if (path != null && app.getTypeOrNull(type, EnumTypeDefinition.class) != null) {
          String owner = path.substring(0, path.indexOf('.'));
          assertThat(
                  Objects.requireNonNull(staff.getTypeOrNull(owner, ObjectTypeDefinition.class))
                      .getFieldDefinitions())
              .as(path)
              .anyMatch(shown ->
                  shown.getName().equals(name(path)) && base(shown.getType()).equals(type));
          compared.add(field.getName());
        }
      }
    }
    assertThat(compared).contains("contactKind", "gatekeeperKind", "topic", "urgency");
  }

  private static String base(Type<?> type) {
    return switch (type) {
      case NonNullType sure -> base(sure.getType());
      case ListType list -> base(list.getType());
      case TypeName named -> named.getName();
      default -> throw new IllegalStateException(String.valueOf(type));
    };
  }

  private static List<String> fields(TypeDefinitionRegistry schema, String path) {
    String type = path.substring(0, path.indexOf('.'));
    return Objects.requireNonNull(schema.getTypeOrNull(type, ObjectTypeDefinition.class))
        .getFieldDefinitions()
        .stream()
        .map(FieldDefinition::getName)
        .toList();
  }

  private static String name(String path) {
    return path.substring(path.indexOf('.') + 1);
  }
}
