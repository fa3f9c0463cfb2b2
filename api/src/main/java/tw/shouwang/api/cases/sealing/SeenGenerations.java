package tw.shouwang.api.cases.sealing;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.StartRefused;

/// The highest generation of each centre that this node has used, in a file of its own: whoever
/// deletes the newest row of the table does not bring an older generation back, not even over a
/// restart. A line is a centre's code and a number.
@Singleton
public class SeenGenerations {

  private static final String FOLDER = "generations";
  private static final String FILE = "highest";

  private final DataFolder folder;
  private final Map<String, Integer> highest;

  public SeenGenerations(DataFolder folder) {
    this.folder = folder;
    this.highest = read(folder.resolve(FOLDER).resolve(FILE));
  }

  /// 0 where none was used.
  synchronized int highest(String centre) {
    return highest.getOrDefault(centre, 0);
  }

  /// Every centre's.
  synchronized Map<String, Integer> all() {
    return Map.copyOf(highest);
  }

  synchronized void add(String centre, int generation) {
    if (generation > highest(centre)) {
      highest.put(centre, generation);
      write();
    }
  }

  private void write() {
    String lines =
        highest.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      Path made = Files.createTempFile(folder.folder(FOLDER), FILE, null);
      Files.writeString(made, lines, StandardCharsets.US_ASCII);
      Files.move(
          made,
          folder.folder(FOLDER).resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the generations used here could not be written", e);
    }
  }

  private static Map<String, Integer> read(Path file) {
    Map<String, Integer> read = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        String[] parts = line.split(" ", -1);
        read.put(parts[0], Integer.parseInt(parts[1]));
      }
    } catch (NoSuchFileException e) {
      return read;
    } catch (IOException | RuntimeException e) {
      throw new StartRefused(
          "The file generations/highest in shouwang.data.directory is damaged.", e);
    }
    return read;
  }
}
