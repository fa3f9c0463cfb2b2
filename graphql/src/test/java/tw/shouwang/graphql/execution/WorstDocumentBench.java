package tw.shouwang.graphql.execution;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.limits.LimitSettings;

/// Searches for the document within all limits that needs the most CPU to parse, check and
/// validate, and prints the worst of each shape. `bench/README.md` says how to run it.
///
/// A document is generated from a genome: the number of fragments, how they spread each other, how
/// often fields are repeated, with which arguments, variables, directives and mistakes. The worst
/// genomes are mutated and tried again (hill climbing).
final class WorstDocumentBench {

  private static final int GENES = 14;
  private static final int MOST = 1_000;

  private final GraphQLSchema schema;
  private final DocumentPreparer preparer;

  private WorstDocumentBench(GraphQLSchema schema) {
    this.schema = schema;
    this.preparer =
        new DocumentPreparer(
            schema,
            new LimitSettings(
                20_000, 4_000, 15, 1_000, 50, 20, 50, 100, 100_000, Duration.ofSeconds(10)),
            true);
  }

  private record Tried(double milliseconds, int[] genome, String document, String outcome) {}

  /// @param arguments the SDL's file, and the duration of the search in seconds
  public static void main(String[] arguments) throws IOException {
    String sdl = Files.readString(Path.of(arguments[0]));
    var bench =
        new WorstDocumentBench(
            UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl)));
    bench.shapes();
    bench.search(Duration.ofSeconds(Long.parseLong(arguments[1])));
  }

  /// Documents of one kind each, as large as the limits allow, for the public schema.
  private void shapes() {
    Map<String, IntFunction<String>> shapes = new LinkedHashMap<>();
    shapes.put(
        "fragments that spread the next one",
        n -> {
          StringBuilder text = new StringBuilder("{emergencyNumbers{...F0}}");
          for (int i = 0; i < n; i++) {
            text.append("fragment F").append(i).append(" on Resource{key name");
            text.append(i + 1 < n ? " ...F" + (i + 1) : "").append('}');
          }
          return text.toString();
        });
    shapes.put(
        "fragments that spread the next one twice",
        n -> {
          StringBuilder text = new StringBuilder("{emergencyNumbers{...F0}}");
          for (int i = 0; i < n; i++) {
            String next = i + 1 < n ? " ...F" + (i + 1) : "";
            text.append("fragment F").append(i).append(" on Resource{key" + next + next + "}");
          }
          return text.toString();
        });
    shapes.put(
        "many fragments in one place, with one field each",
        n -> {
          StringBuilder text = new StringBuilder("{emergencyNumbers{");
          for (int i = 0; i < n; i++) {
            text.append("...F").append(i).append(' ');
          }
          text.append("}}");
          for (int i = 0; i < n; i++) {
            text.append("fragment F" + i + " on Resource{alternatives{alternatives{key}}}");
          }
          return text.toString();
        });
    shapes.put(
        "one field again and again",
        n -> "{emergencyNumbers{" + "alternatives{key} ".repeat(n) + "}}");
    shapes.put(
        "one field twice at each depth",
        n -> {
          String inner = "key";
          for (int i = 0; i < Math.min(n, 14); i++) {
            inner = "alternatives{" + inner + "} alternatives{" + inner + "}";
          }
          return "{emergencyNumbers{" + inner + "}}";
        });
    shapes.put(
        "one field again, with a list of arguments",
        n ->
            "{"
                + ("resources(filter:{topics:[" + "SUICIDE_RISK ".repeat(n) + "]}){totalCount}")
                    .repeat(19)
                + "}");
    shapes.put(
        "variables, each used by each field",
        n -> {
          StringBuilder text = new StringBuilder("query(");
          for (int i = 0; i < n; i++) {
            text.append("$v").append(i).append(":AreaCode ");
          }
          text.append("){emergencyNumbers{");
          for (int i = 0; i < n; i++) {
            text.append("a: name(language:$v" + i + ") ");
          }
          return text.append("}}").toString();
        });
    shapes.put("mistakes", n -> "{emergencyNumbers{" + "nope(a:1){b} ".repeat(n) + "}}");
    shapes.put(
        "operations that spread one fragment",
        n -> {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < n; i++) {
            text.append("query Q" + i + "{emergencyNumbers{...F ...F ...F}}");
          }
          return text + "fragment F on Resource{" + "alternatives{key name} ".repeat(100) + "}";
        });
    shapes.put(
        "conditions",
        n -> "{emergencyNumbers{" + "alternatives @skip(if:false){key} ".repeat(n) + "}}");
    shapes.put(
        "fragments of each type in an interface",
        n -> {
          StringBuilder text = new StringBuilder("query($i:ID!){node(id:$i){");
          for (int i = 0; i < n; i++) {
            text.append("... on Resource{alternatives{key}} ... on Node{id} ");
          }
          return text.append("}}").toString();
        });
    shapes.put(
        "a fragment that nobody spreads",
        n ->
            "{emergencyNumbers{key}} fragment F on Resource{"
                + "alternatives{key} ".repeat(n)
                + "}");
    shapes.put("names in a comment", n -> "{emergencyNumbers{key}}#" + "x".repeat(n * 19));
    System.out.println("| shape | largest | CPU ms | outcome |");
    System.out.println("| --- | ---: | ---: | --- |");
    shapes.forEach((name, shape) -> {
      Tried worst = null;
      int at = 0;
      for (int n = 1; n <= 1_000; n += Math.max(1, n / 8)) {
        Tried tried = measure(new int[0], shape.apply(n), 10);
        if (tried != null && (worst == null || tried.milliseconds > worst.milliseconds)) {
          worst = tried;
          at = n;
        }
      }
      if (worst != null) {
        System.out.printf("| %s | %d | %.1f | %s |%n", name, at, worst.milliseconds, worst.outcome);
      }
    });
  }

  private void search(Duration time) {
    Random random = new Random(arguments());
    List<Tried> best = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    int tried = 0;
    int within = 0;
    while (System.nanoTime() < end) {
      int[] genome =
          best.size() < 20 || random.nextInt(4) == 0
              ? random.ints(GENES, 0, MOST).toArray()
              : changed(best.get(random.nextInt(best.size())).genome, random);
      String document = document(genome);
      Tried result = measure(genome, document, 1);
      tried++;
      if (result == null) {
        continue;
      }
      within++;
      if (best.size() < 20 || result.milliseconds > best.getLast().milliseconds) {
        // Measured again, so that a pause of the machine does not count as work.
        Tried again = measure(genome, document, 3);
        if (again != null) {
          best.add(again);
          best.sort((a, b) -> Double.compare(b.milliseconds, a.milliseconds));
          if (best.size() > 20) {
            best.removeLast();
          }
        }
      }
    }
    System.out.printf("%d documents, %d within all limits%n", tried, within);
    for (Tried each : best.subList(0, Math.min(5, best.size()))) {
      Tried warm = measure(each.genome, each.document, 20);
      System.out.printf(
          "%.1f ms, %s, %d characters, genome %s%n",
          warm == null ? -1 : warm.milliseconds,
          each.outcome,
          each.document.length(),
          Arrays.toString(each.genome));
    }
    System.out.println(
        best.getFirst().document.substring(0, Math.min(600, best.getFirst().document.length())));
  }

  private static long arguments() {
    return Long.getLong("seed", 1);
  }

  private static int[] changed(int[] genome, Random random) {
    int[] next = genome.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(GENES);
      next[at] =
          random.nextBoolean()
              ? random.nextInt(MOST)
              : Math.clamp(next[at] + random.nextInt(201) - 100, 0, MOST - 1);
    }
    return next;
  }

  /// The least CPU time of several tries, or null if a limit refuses the document.
  private @Nullable Tried measure(int[] genome, String document, int tries) {
    var threads = ManagementFactory.getThreadMXBean();
    double least = Double.MAX_VALUE;
    String outcome = "";
    for (int i = 0; i < tries; i++) {
      long before = threads.getCurrentThreadCpuTime();
      PreparedDocument prepared = preparer.prepare(document);
      least = Math.min(least, (threads.getCurrentThreadCpuTime() - before) / 1e6);
      switch (prepared) {
        case PreparedDocument.Ready _ -> outcome = "valid";
        case PreparedDocument.Invalid invalid -> outcome = invalid.errors().size() + " mistakes";
        case PreparedDocument.Forbidden _ -> {
          return null;
        }
      }
    }
    return new Tried(least, genome, document, outcome);
  }

  /// The document of a genome, whose genes are 0 to 999.
  private String document(int[] genome) {
    return new Drawing(genome).draw();
  }

  private final class Drawing {

    private final int fragments;
    private final int spreadDepth;
    private final int spreadsEach;
    private final int width;
    private final int depth;
    private final int repeats;
    private final int argumentShare;
    private final int inlineShare;
    private final int directives;
    private final int variables;
    private final int mistakes;
    private final int aliasShare;
    private final int operations;
    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int left;
    private int directivesLeft;

    Drawing(int[] genome) {
      fragments = genome[0] * 61 / MOST;
      spreadDepth = 1 + genome[1] * 15 / MOST;
      spreadsEach = genome[2] * 20 / MOST;
      width = 1 + genome[3] * 40 / MOST;
      depth = 1 + genome[4] * 14 / MOST;
      repeats = 1 + genome[5] * 60 / MOST;
      argumentShare = genome[6];
      inlineShare = genome[7];
      directives = genome[8] * 50 / MOST;
      variables = genome[9] * 100 / MOST;
      mistakes = genome[10] < 600 ? 0 : genome[10] - 600;
      aliasShare = genome[11] / 4;
      operations = genome[12] < 700 ? 1 : 1 + (genome[12] - 700) * 20 / 300;
      random = new Random(genome[13]);
    }

    String draw() {
      directivesLeft = directives;
      List<GraphQLFieldsContainer> types = new ArrayList<>();
      List<GraphQLFieldsContainer> all = new ArrayList<>();
      for (GraphQLType type : schema.getAllTypesAsList()) {
        if (type instanceof GraphQLFieldsContainer fields && !fields.getName().startsWith("__")) {
          all.add(fields);
        }
      }
      GraphQLObjectType query = schema.getQueryType();
      for (int i = 0; i < fragments; i++) {
        types.add(random.nextInt(3) == 0 ? query : all.get(random.nextInt(all.size())));
      }
      for (int i = 0; i < operations; i++) {
        text.append("query Q").append(i);
        if (variables > 0) {
          text.append('(');
          for (int v = 0; v < variables; v++) {
            text.append("$v").append(v).append(": Int ");
          }
          text.append(')');
        }
        left = 950 / operations;
        selection(query, 1, types, -1);
      }
      for (int i = 0; i < fragments; i++) {
        text.append(" fragment F").append(i).append(" on ").append(types.get(i).getName());
        left = Math.max(2, 600 / Math.max(1, fragments));
        selection(types.get(i), 2, types, i);
      }
      return text.toString();
    }

    private void selection(
        GraphQLFieldsContainer type, int at, List<GraphQLFieldsContainer> types, int self) {
      text.append('{');
      text.append("__typename ");
      left--;
      for (int i = 0; i < spreadsEach; i++) {
        int to = self + 1 + random.nextInt(4);
        if (to < types.size()
            && to / Math.max(1, spreadDepth) >= 0
            && (types.get(to) == type || random.nextInt(1_000) < mistakes)) {
          text.append("...F").append(to).append(' ');
          left--;
        }
      }
      List<GraphQLFieldDefinition> fields = type.getFieldDefinitions();
      for (int i = 0; i < width && left > 0; i++) {
        GraphQLFieldDefinition field = fields.get(random.nextInt(fields.size()));
        int times = 1 + random.nextInt(repeats);
        for (int r = 0; r < times && left > 0; r++) {
          field(field, at, types, self);
        }
      }
      text.append('}');
    }

    private void field(
        GraphQLFieldDefinition field, int at, List<GraphQLFieldsContainer> types, int self) {
      left--;
      if (at == 1 && text.length() > 0 && random.nextInt(1_000) < 0) {
        return;
      }
      if (random.nextInt(1_000) < aliasShare) {
        text.append('a').append(random.nextInt(8)).append(':');
      }
      text.append(random.nextInt(1_000) < mistakes / 4 ? "nope" : field.getName());
      arguments(field);
      if (directivesLeft > 0 && random.nextInt(10) == 0) {
        directivesLeft--;
        text.append(" @skip(if: false)");
      }
      GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getType());
      if (type instanceof GraphQLFieldsContainer inner) {
        if (at >= depth) {
          text.append("{__typename}");
          left--;
        } else if (inner instanceof GraphQLInterfaceType shared
            && random.nextInt(1_000) < inlineShare) {
          inline(Objects.requireNonNull(schema.getImplementations(shared)), at, types, self);
        } else {
          selection(inner, at + 1, types, self);
        }
      } else if (type instanceof GraphQLUnionType union) {
        inline(
            union.getTypes().stream().map(each -> (GraphQLObjectType) each).toList(),
            at,
            types,
            self);
      } else {
        text.append(' ');
      }
    }

    private void inline(
        List<GraphQLObjectType> members, int at, List<GraphQLFieldsContainer> types, int self) {
      text.append("{__typename ");
      for (GraphQLObjectType member : members) {
        if (left > 0) {
          text.append("... on ").append(member.getName());
          left--;
          selection(member, at + 1, types, self);
        }
      }
      text.append('}');
    }

    private void arguments(GraphQLFieldDefinition field) {
      List<String> written = new ArrayList<>();
      for (GraphQLArgument argument : field.getArguments()) {
        if (GraphQLTypeUtil.isNonNull(argument.getType())
            || random.nextInt(1_000) < argumentShare) {
          written.add(argument.getName() + ":" + value(argument.getType(), 0));
        }
      }
      if (!written.isEmpty()) {
        text.append('(').append(String.join(" ", written)).append(')');
      }
    }

    private String value(GraphQLType type, int nested) {
      if (variables > 0 && random.nextInt(4) == 0) {
        return "$v" + random.nextInt(variables);
      }
      return switch (type) {
        case GraphQLNonNull nonNull -> value(nonNull.getWrappedType(), nested);
        case GraphQLList list -> {
          StringBuilder items = new StringBuilder("[");
          for (int i = random.nextInt(1 + argumentShare / 30); i >= 0; i--) {
            items.append(value(list.getWrappedType(), nested + 1)).append(' ');
          }
          yield items.append(']').toString();
        }
        case GraphQLEnumType names -> names.getValues().getFirst().getName();
        case GraphQLInputObjectType input when nested < 3 -> {
          StringBuilder fields = new StringBuilder("{");
          input
              .getFieldDefinitions()
              .forEach(each ->
                  fields
                      .append(each.getName())
                      .append(':')
                      .append(value(each.getType(), nested + 1))
                      .append(' '));
          yield fields.append('}').toString();
        }
        default ->
            switch (((GraphQLNamedType) type).getName()) {
              case "Int" -> "1";
              case "Float" -> "1.5";
              case "Boolean" -> "true";
              case "String", "ID" -> "\"a\"";
              default -> "$receipt";
            };
      };
    }
  }
}
