package tw.shouwang.api.operators;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.graphql.documents.DocumentFiles;
import tw.shouwang.graphql.documents.DocumentSettings;

/// O1: looks whether apps can ask anything.
@Singleton
@Requires(condition = InPublicProcess.class)
final class DocumentsCheck implements SetupCheck {

  private final DocumentSettings settings;
  private final Environment environment;

  DocumentsCheck(DocumentSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  @Override
  public String topic() {
    return "documents";
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public List<SetupFinding> look() {
    Path folder = settings.folder();
    if (!settings.trustedOnly(environment)) {
      return List.of(found(Level.OK, "Every document may run."));
    }
    if (folder == null) {
      return List.of(
          found(
              Level.WEAK,
              "shouwang.graphql.documents.folder is not set: apps can send no document of their"
                  + " own, only those of the tour."));
    }
    int documents = DocumentFiles.in(folder).documents().size();
    return List.of(
        documents == 0
            ? found(Level.WEAK, "shouwang.graphql.documents.folder holds no document.")
            : found(Level.OK, "%d documents of apps may run.".formatted(documents)));
  }
}
