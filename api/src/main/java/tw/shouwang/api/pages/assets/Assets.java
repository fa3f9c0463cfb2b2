package tw.shouwang.api.pages.assets;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tw.shouwang.api.process.PackedBytes;
import tw.shouwang.foundation.Hashes;

/// The files that pages load, each at `/assets/<hash of all>/<name>`. One hash names the whole set,
/// so modules import each other by relative addresses, and a page never mixes two versions.
@Singleton
public class Assets {

  /// All files of the set. The first folder that has a file serves it: files that apps use too are
  /// in the folders of the directory and of the envelope.
  static final List<String> NAMES =
      List.of(
          "agency.js",
          "anchors.js",
          "asking.js",
          "curves.js",
          "directory.js",
          "envelope.js",
          "evaluator.js",
          "icon.svg",
          "keep.js",
          "kept.js",
          "leave.js",
          "offline.js",
          "pages.css",
          "pages.js",
          "poster.js",
          "sealed-case.js",
          "sealed-form.js",
          "sealed-page.js",
          "sealed.js",
          "search.js",
          "understand.js",
          "worker.js");

  private static final List<String> FOLDERS =
      List.of("/pages/assets/", "/pages/sealed/", "/directory/", "/envelope/");

  /// @param type the content type
  record Asset(String type, PackedBytes bytes) {}

  private final Map<String, Asset> assets;
  private final String hash;

  Assets() {
    this.assets =
        NAMES.stream()
            .collect(
                Collectors.toMap(name -> name, Assets::load, (one, other) -> one, TreeMap::new));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    assets.forEach((name, asset) -> {
      all.writeBytes(Hashes.sha256(name));
      all.writeBytes(Hashes.sha256(asset.bytes.plain()));
    });
    this.hash = HexFormat.of().formatHex(Hashes.sha256(all.toByteArray()), 0, 8);
  }

  /// The address of a file, e.g. `/assets/0123456789abcdef/pages.css`.
  ///
  /// @throws IllegalArgumentException if there is no such file
  public String url(String name) {
    if (!assets.containsKey(name)) {
      throw new IllegalArgumentException("there is no asset " + name);
    }
    return "/assets/" + hash + "/" + name;
  }

  /// What a page says of a file's content, for the attribute `integrity` of its tag: a browser does
  /// not run a file with another content.
  ///
  /// @throws IllegalArgumentException if there is no such file
  public String integrity(String name) {
    Asset asset =
        find(name).orElseThrow(() -> new IllegalArgumentException("there is no asset " + name));
    return "sha256-" + Base64.getEncoder().encodeToString(Hashes.sha256(asset.bytes.plain()));
  }

  /// The name of the set: 16 hexadecimal digits that change with any byte of any file.
  public String hash() {
    return hash;
  }

  /// The files of this program, without a service.
  public static Assets packed() {
    return new Assets();
  }

  public List<String> names() {
    return List.copyOf(assets.keySet());
  }

  /// The content of a file, uncompressed.
  public byte[] bytes(String name) {
    return find(name).orElseThrow().bytes().plain().clone();
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  private static Asset load(String name) {
    byte[] plain =
        FOLDERS.stream()
            .map(folder -> folder + name)
            .filter(path -> Assets.class.getResource(path) != null)
            .map(Assets::read)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the asset " + name + " is missing"));
    return new Asset(type(name), PackedBytes.of(plain));
  }

  private static byte[] read(String path) {
    try (InputStream stream = Objects.requireNonNull(Assets.class.getResourceAsStream(path))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".css" -> "text/css;charset=utf-8";
      case ".js" -> "text/javascript;charset=utf-8";
      case ".svg" -> "image/svg+xml;charset=utf-8";
      default -> throw new IllegalStateException("no type is known for " + name);
    };
  }
}
