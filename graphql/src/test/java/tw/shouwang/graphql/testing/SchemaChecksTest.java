package tw.shouwang.graphql.testing;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.MockedWiringFactory;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;

class SchemaChecksTest {

  private static final String RELEASED =
      """
      "Asks."
      type Query {
        "A field."
        kept: String
        "Another."
        dropped: String
      }
      """;

  private static final String NOW =
      """
      "Asks."
      type Query {
        "A field."
        kept: String
      }
      """;

  @Test
  void findsWhatBreaksReleasedApps() {
    assertThat(SchemaBreaks.findings(RELEASED, RELEASED, "")).isEmpty();
    assertThat(SchemaBreaks.findings(NOW, RELEASED, "")).isEmpty();
    assertThat(SchemaBreaks.findings(RELEASED, NOW, ""))
        .containsExactly("breaks released apps: MISSING Query.dropped");
  }

  @Test
  void acceptsABreakWithADayAndAReasonAndNothingStale() {
    String accepted = "# why\nMISSING Query.dropped | 2026-11-22 | nobody asked for it\n";

    assertThat(SchemaBreaks.findings(RELEASED, NOW, accepted)).isEmpty();
    assertThat(SchemaBreaks.findings(RELEASED, RELEASED, accepted))
        .containsExactly("accepted, but no break (any more): MISSING Query.dropped");
    assertThat(SchemaBreaks.findings(RELEASED, NOW, "MISSING Query.dropped | soon | because"))
        .hasSize(1)
        .allSatisfy(finding -> assertThat(finding).startsWith("not `<break>"));
  }

  @Test
  void findsWhatBreaksAConvention() {
    assertThat(
            SchemaConventions.findings(
                schema(
                    """
                    "Asks."
                    type Query {
                      bare(arg: Int): String
                      "Not named well."
                      Loud: String
                      "Without an end."
                      all: [Thing!]!
                      "With one."
                      some("How many." first: Int): [Thing!]!
                      "A secret. Never over GET."
                      secret: String
                    }
                    "Changes."
                    type Mutation {
                      "Does."
                      doIt("With." text: String): String
                    }
                    "A thing."
                    type Thing {
                      "Its colour."
                      colour: Colour
                    }
                    "Colours."
                    enum Colour { "Red." red }
                    "What was before."
                    type Before {
                      "By the new name."
                      fresh: Int
                      "Well done."
                      old: Int @deprecated(reason: "2026-11-28: use `fresh`.")
                      "Also well done."
                      older: Int @deprecated(reason: "2026-11-28: use `Thing.colour`; it moved.")
                      "Nobody knows since when."
                      undated: Int @deprecated(reason: "use `fresh`")
                      "Nobody knows what instead."
                      alone: Int @deprecated(reason: "2026-11-28: no longer needed")
                      "Not there."
                      lost: Int @deprecated(reason: "2026-11-28: use `gone`.")
                      "Deprecated as well."
                      circle: Int @deprecated(reason: "2026-11-28: use `old`.")
                      "No day."
                      never: Int @deprecated(reason: "2026-11-31: use `fresh`.")
                    }
                    "Text, but which?"
                    scalar Free
                    "Text, by a page that nobody can open."
                    scalar Linked @specifiedBy(url: "see the docs")
                    "Base64url."
                    scalar Bytes @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc4648#section-5")
                    """)))
        .containsExactlyInAnyOrder(
            "Query.bare has no description",
            "Query.bare(arg:) has no description",
            "Query.Loud is not named as the others",
            "Query.all is a list without first, last or @listSize",
            "Query.secret promises not to be asked over GET without being @confidential",
            "Colour.red is not named as the others",
            "Mutation.doIt does not take input: DoItInput! alone",
            "Mutation.doIt does not give DoItResult!",
            "DoItInput is missing",
            "Before.undated is deprecated without day and replacement",
            "Before.alone is deprecated without day and replacement",
            "Before.never is deprecated without day and replacement",
            "Before.lost names a replacement that the schema does not have",
            "Before.circle names a replacement that the schema does not have",
            "Free names no specification by @specifiedBy",
            "Linked names no specification by @specifiedBy");
  }

  @Test
  void printsASchemaThatReadsBackAsItself() {
    GraphQLSchema schema = schema(RELEASED);

    assertThat(SchemaText.of(schema(SchemaText.of(schema)))).isEqualTo(SchemaText.of(schema));
  }

  private static GraphQLSchema schema(String sdl) {
    return new SchemaGenerator()
        .makeExecutableSchema(
            new SchemaParser().parse(sdl),
            RuntimeWiring.newRuntimeWiring().wiringFactory(new MockedWiringFactory()).build());
  }
}
