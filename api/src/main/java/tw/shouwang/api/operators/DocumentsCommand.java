package tw.shouwang.api.operators;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.graphql.documents.DocumentFiles;
import tw.shouwang.graphql.documents.DocumentFiles.Found;
import tw.shouwang.graphql.documents.UnfitDocuments;
import tw.shouwang.graphql.execution.DocumentCheck;

/// Checks a folder of apps' documents before a service serves it.
@Command(
    name = "documents",
    mixinStandardHelpOptions = true,
    description = "Checks the documents of apps. Needs no settings, no database, no keys.")
public final class DocumentsCommand extends ConsoleCommand {

  private static final String SCHEMA = "/schema/schema.graphql";

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Checks a folder of documents against the public schema: .graphql files and the manifests"
            + " of GraphQL Code Generator, Relay and Apollo. Prints a line for each",
        "  BREAKS   document that would be refused, and why;",
        "  RETIRES  id of released.txt that no file has and retired.txt does not name: the apps"
            + " that send it would break;",
        "  ENDS     id of retired.txt, with its last day;",
        "  NEW      id that released.txt does not list yet: add it with the release of its app.",
        "Fails if there is anything that breaks or retires."
      })
  int check(
      @Parameters(paramLabel = "FOLDER", description = "The folder that the service will read.")
          Path folder,
      @Option(
              names = "--schema",
              paramLabel = "FILE",
              description = "Another schema, e.g. of the next release.")
          @Nullable Path schema) {
    DocumentFiles.Content content;
    String sdl;
    try {
      content = DocumentFiles.in(folder);
      sdl = schema == null ? packedSchema() : Files.readString(schema);
    } catch (UnfitDocuments unfit) {
      throw mistake(String.valueOf(unfit.getMessage()));
    } catch (IOException e) {
      throw mistake("cannot read " + schema);
    }
    Set<String> refused = refused(content.documents(), DocumentCheck.of(sdl));
    Set<String> retires = retires(content);
    out()
        .println(
            "%d documents, %d would be refused, %d would be retired"
                .formatted(content.documents().size(), refused.size(), retires.size()));
    return refused.isEmpty() && retires.isEmpty()
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private Set<String> refused(List<Found> documents, DocumentCheck check) {
    Set<String> refused = new LinkedHashSet<>();
    Map<String, String> texts = new HashMap<>();
    for (Found document : documents) {
      String other = texts.putIfAbsent(document.id(), document.text());
      Optional<String> reason =
          other == null || other.equals(document.text())
              ? check.refusal(document.text())
              : Optional.of("another document has its id");
      if (reason.isPresent()) {
        refused.add(document.id());
        line("BREAKS", document.id(), document.file() + ": " + reason.get());
      }
    }
    return refused;
  }

  private Set<String> retires(DocumentFiles.Content content) {
    Map<String, String> files =
        content.documents().stream()
            .collect(Collectors.toMap(Found::id, Found::file, (one, other) -> one, TreeMap::new));
    Map<String, String> retired = new TreeMap<>();
    content.retired().forEach(each -> retired.put(each.id(), each.day() + " " + each.why()));
    Set<String> released = new LinkedHashSet<>(content.released());
    Set<String> retires = new LinkedHashSet<>(released);
    retires.removeAll(files.keySet());
    retires.removeAll(retired.keySet());
    retires.forEach(id -> line("RETIRES", id, "it was released and no file has it"));
    retired.forEach((id, day) -> line("ENDS", id, day));
    files.forEach((id, file) -> {
      if (!released.contains(id) && !retired.containsKey(id)) {
        line("NEW", id, file);
      }
    });
    return retires;
  }

  private void line(String kind, String id, String what) {
    out().println("%-8s %s  %s".formatted(kind, id, what));
  }

  private static String packedSchema() {
    try (InputStream sdl = DocumentsCommand.class.getResourceAsStream(SCHEMA)) {
      if (sdl == null) {
        throw new IllegalStateException("not packed: " + SCHEMA);
      }
      return new String(sdl.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
