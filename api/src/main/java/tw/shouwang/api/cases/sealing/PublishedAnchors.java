package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.process.InPublicProcess;

/// The centres for whose keys clients of this deployment seal: `anchors.json`, the same bytes for
/// everybody until an operator changes them. It follows the verification files and the settings; a
/// centre that only the database knows is not in it.
@Singleton
@Requires(condition = InPublicProcess.class)
public class PublishedAnchors {

  private static final int VERSION = 1;

  private final CentreKeyFiles files;
  private final CentreAnchors anchors;
  private final CentreKeyring keyring;
  private final Directory directory;
  private final JsonMapper json;

  PublishedAnchors(
      CentreKeyFiles files,
      CentreAnchors anchors,
      CentreKeyring keyring,
      Directory directory,
      JsonMapper json) {
    this.files = files;
    this.anchors = anchors;
    this.keyring = keyring;
    this.directory = directory;
    this.json = json;
  }

  /// @param centres by code, in alphabetical order
  @Serdeable
  record Anchors(int version, List<CentreAnchor> centres) {
    Anchors {
      centres = List.copyOf(centres);
    }
  }

  byte[] json() {
    try {
      return json.writeValueAsBytes(new Anchors(VERSION, all()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The anchors of the centres whose reports this node takes.
  public List<CentreAnchor> all() {
    return directory.centres().stream()
        .map(this::anchor)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(CentreAnchor::code))
        .toList();
  }

  /// The anchor of the centre that takes an area's reports; empty if none does.
  public Optional<CentreAnchor> of(Area area) {
    return all().stream().filter(each -> each.takes(area.code())).findFirst();
  }

  private Optional<CentreAnchor> anchor(Centre centre) {
    List<byte[]> keys = files.trusted(centre.code());
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> names = new LinkedHashMap<>();
    centre.name().texts().forEach((language, text) -> names.put(language.tag(), text));
    List<String> counties = new ArrayList<>();
    List<String> districts = new ArrayList<>();
    for (Area area : centre.areas()) {
      if (keyring.takes(centre.code(), area.code())) {
        counties.add(area.code());
        directory.districts(area).forEach(each -> districts.add(each.code()));
      }
    }
    return Optional.of(
        new CentreAnchor(
            centre.code(),
            names,
            counties,
            districts,
            encoded(keys.getFirst()),
            keys.size() > 1 ? encoded(keys.get(1)) : null));
  }

  private static String encoded(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }
}
