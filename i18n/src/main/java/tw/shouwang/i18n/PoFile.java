package tw.shouwang.i18n;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A gettext catalogue as text,
/// <https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html>. Translators' editors
/// (Poedit, Weblate, Lokalize) open this format, and it is readable as plain text. Plurals and
/// obsolete entries are not supported.
///
/// @param header lines `Name: value` of the empty first message
record PoFile(Map<String, String> header, List<Entry> entries) {

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern LINE = Pattern.compile("(msgctxt|msgid|msgstr)\\s+(\".*\")");

  PoFile {
    header = new LinkedHashMap<>(header);
    entries = List.copyOf(entries);
  }

  /// One message.
  ///
  /// @param notes comments for the translator (`#.`), a line each
  /// @param fuzzy whether the text still needs a review
  /// @param line where the message begins in the file, from 1
  record Entry(
      String context,
      String original,
      String translation,
      List<String> notes,
      boolean fuzzy,
      int line) {

    Entry {
      notes = List.copyOf(notes);
    }
  }

  /// The text is not a gettext catalogue. Gives the number of the first unreadable line.
  static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableException(int line) {
      super(
          "Line " + line + " cannot be read: the file is no gettext catalogue, or it was damaged.");
    }
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(header.get(name)).map(String::strip).filter(it -> !it.isEmpty());
  }

  String write() {
    StringBuilder text = new StringBuilder("msgid \"\"\nmsgstr \"\"\n");
    header.forEach((name, value) -> text.append(quoted(name + ": " + value + "\n")).append('\n'));
    for (Entry entry : entries) {
      text.append('\n');
      entry.notes().forEach(note -> text.append("#. ").append(note).append('\n'));
      if (entry.fuzzy()) {
        text.append("#, fuzzy\n");
      }
      text.append("msgctxt ").append(quoted(entry.context())).append('\n');
      text.append("msgid ").append(quoted(entry.original())).append('\n');
      text.append("msgstr ").append(quoted(entry.translation())).append('\n');
    }
    return text.toString();
  }

  static PoFile read(String text) throws UnreadableException {
    Reader reader = new Reader();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      // Windows editors put a byte order mark before the first line.
      reader.take(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line, number);
    }
    return reader.finish(number + 1);
  }

  private static final class Reader {

    private final Map<String, String> header = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, StringBuilder> parts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private boolean fuzzy;
    private boolean headerRead;
    private int begin;
    private @Nullable StringBuilder open;

    void take(String raw, int number) throws UnreadableException {
      String line = raw.strip();
      if (line.isEmpty()) {
        end(number);
      } else if (line.startsWith("#")) {
        if (parts.containsKey("msgstr")) {
          end(number);
        }
        comment(line);
      } else if (line.startsWith("\"")) {
        if (open == null) {
          throw new UnreadableException(number);
        }
        open.append(unquoted(line, number));
      } else {
        keyword(line, number);
      }
    }

    PoFile finish(int number) throws UnreadableException {
      end(number);
      if (!headerRead) {
        throw new UnreadableException(1);
      }
      return new PoFile(header, entries);
    }

    private void comment(String line) {
      if (line.startsWith("#.")) {
        notes.add(line.substring(2).strip());
      } else if (line.startsWith("#,")) {
        fuzzy |= line.contains("fuzzy");
      }
    }

    private void keyword(String line, int number) throws UnreadableException {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new UnreadableException(number);
      }
      String keyword = Objects.requireNonNull(matcher.group(1));
      if (parts.containsKey("msgstr")) {
        end(number);
      }
      if (parts.isEmpty()) {
        begin = number;
      }
      open = new StringBuilder(unquoted(Objects.requireNonNull(matcher.group(2)), number));
      if (parts.put(keyword, open) != null) {
        throw new UnreadableException(number);
      }
    }

    private void end(int number) throws UnreadableException {
      if (!parts.isEmpty()) {
        StringBuilder original = parts.get("msgid");
        StringBuilder translation = parts.get("msgstr");
        if (original == null || translation == null) {
          throw new UnreadableException(number);
        }
        if (headerRead) {
          StringBuilder context = parts.get("msgctxt");
          entries.add(
              new Entry(
                  context == null ? "" : context.toString(),
                  original.toString(),
                  translation.toString(),
                  notes,
                  fuzzy,
                  begin));
        } else if (original.isEmpty()) {
          headers(translation.toString());
        } else {
          throw new UnreadableException(begin);
        }
      }
      if (!parts.isEmpty()) {
        notes.clear();
        fuzzy = false;
      }
      parts.clear();
      open = null;
    }

    private void headers(String text) {
      headerRead = true;
      text.lines()
          .filter(line -> line.contains(":"))
          .forEach(line ->
              header.put(
                  line.substring(0, line.indexOf(':')).strip(),
                  line.substring(line.indexOf(':') + 1).strip()));
    }
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }

  private static String unquoted(String quoted, int number) throws UnreadableException {
    Matcher matcher = QUOTED.matcher(quoted);
    if (!matcher.matches()) {
      throw new UnreadableException(number);
    }
    String body = Objects.requireNonNull(matcher.group(1));
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < body.length(); index++) {
      char each = body.charAt(index);
      if (each == '\\') {
        index++;
        each =
            switch (body.charAt(index)) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> body.charAt(index);
            };
      }
      text.append(each);
    }
    return text.toString();
  }
}
