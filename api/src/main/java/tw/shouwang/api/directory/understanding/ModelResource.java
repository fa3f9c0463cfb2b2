package tw.shouwang.api.directory.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Hashes;

/// The model of this release: a resource named by its hash, and a file with that name. If the model
/// cannot be used, texts are read by the lexicon alone.
public final class ModelResource {

  private static final Logger LOG = LoggerFactory.getLogger(ModelResource.class);
  private static final String FOLDER = "/directory/";

  static final String POINTER = "situations.model";

  /// @param problem why there is no model; null if there is one
  record Loaded(@Nullable SituationModel model, @Nullable String problem) {}

  private static final Loaded CURRENT = load();

  private static final String NAME = CURRENT.model() == null ? "none" : nameOf(bytes());

  private ModelResource() {}

  static Loaded current() {
    return CURRENT;
  }

  /// Why texts are read without the model; empty if there is one.
  public static Optional<String> problem() {
    return Optional.ofNullable(CURRENT.problem());
  }

  /// The name of this release's model; `none` if there is none.
  public static String name() {
    return NAME;
  }

  /// The model's file; empty if there is none.
  public static byte[] bytes() {
    return CURRENT.model() == null ? new byte[0] : CURRENT.model().written();
  }

  private static Loaded load() {
    try (InputStream pointer = ModelResource.class.getResourceAsStream(FOLDER + POINTER)) {
      if (pointer == null) {
        return without("the model is missing");
      }
      String name = new String(pointer.readAllBytes(), StandardCharsets.US_ASCII).strip();
      try (InputStream model = ModelResource.class.getResourceAsStream(FOLDER + name)) {
        return model == null ? without("the model is missing") : read(name, model.readAllBytes());
      }
    } catch (IOException e) {
      return without("the model cannot be read");
    }
  }

  static Loaded read(String name, byte[] bytes) {
    if (!name.equals(nameOf(bytes))) {
      return without("the model is cut or changed");
    }
    try {
      return new Loaded(SituationModel.read(bytes), null);
    } catch (UnsoundModelException e) {
      return without("the model " + e.getMessage());
    }
  }

  private static Loaded without(String problem) {
    LOG.warn("texts are understood by the lexicon alone: {}", problem);
    return new Loaded(null, problem);
  }

  static String nameOf(byte[] bytes) {
    return "situations-" + HexFormat.of().formatHex(Hashes.sha256(bytes), 0, 8) + ".model";
  }
}
