package tw.shouwang.api.database;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tw.shouwang.api.process.StartRefused;

/// Compares the migrations that have run in the database with those of this version.
///
/// The rule for upgrades is expand, then contract. A migration that only adds something is safe
/// beside nodes that do not know it. One that takes something away that those nodes may use has a
/// name that begins with `contract_`, and a node that does not know it does not start.
@Singleton
class SchemaVersions {

  private static final String FOLDER = "db/migration";
  private static final String CONTRACTING = "contract ";
  private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

  /// The SQLSTATEs if the table, its schema or the right to read it is missing; V196 grants that
  /// right.
  private static final Set<String> UNREADABLE = Set.of("42501", "42P01", "3F000");

  private final Set<Integer> known = known();

  /// How the database's schema fits this version.
  sealed interface Fit {

    /// The same migrations.
    record Same() implements Fit {}

    /// Not all migrations of this version have run.
    ///
    /// @param missing empty where the database is so old that this role cannot see which
    record Behind(Set<Integer> missing) implements Fit {
      String sentence() {
        String named = missing.isEmpty() ? "Migrations of this version" : named(missing);
        return named
            + " have not run: run `migrate` with shouwang.database.owner-password. Nothing was"
            + " changed.";
      }
    }

    /// All of this version have run, and more.
    ///
    /// @param contracting those of the unknown that take something away
    record Ahead(Set<Integer> unknown, Set<Integer> contracting) implements Fit {

      /// Whether a node of this version may start.
      boolean isSafe() {
        return contracting.isEmpty();
      }

      String sentence() {
        return isSafe()
            ? "The schema is newer than this version: "
                + named(unknown)
                + ", which take nothing away. This node goes on; upgrade it soon."
            : "The schema is newer than this version, and "
                + named(contracting)
                + " may have taken away what it uses: upgrade this node.";
      }
    }

    private static String named(Set<Integer> versions) {
      return versions.stream().sorted().map("V%03d"::formatted).collect(Collectors.joining(", "));
    }
  }

  Fit of(Connection connection) throws SQLException {
    Set<Integer> missing = new TreeSet<>(known);
    Set<Integer> unknown = new TreeSet<>();
    Set<Integer> contracting = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select version, description
                from migrations.flyway_schema_history
                where success
                  and version is not null
                """)) {
      while (rows.next()) {
        int version = Integer.parseInt(rows.getString("version"));
        if (known.contains(version)) {
          missing.remove(version);
        } else {
          unknown.add(version);
          if (rows.getString("description").startsWith(CONTRACTING)) {
            contracting.add(version);
          }
        }
      }
    } catch (SQLException e) {
      if (e.getSQLState() != null && UNREADABLE.contains(e.getSQLState())) {
        return new Fit.Behind(Set.of());
      }
      throw e;
    }
    if (!missing.isEmpty()) {
      return new Fit.Behind(missing);
    }
    return unknown.isEmpty() ? new Fit.Same() : new Fit.Ahead(unknown, contracting);
  }

  /// @throws StartRefused if a node of this version cannot work with this schema
  Fit refuseIfUnfit(Connection connection) throws SQLException {
    Fit fit = of(connection);
    switch (fit) {
      case Fit.Behind behind -> throw new StartRefused(behind.sentence());
      case Fit.Ahead ahead when !ahead.isSafe() -> throw new StartRefused(ahead.sentence());
      case Fit.Ahead _, Fit.Same _ -> {}
    }
    return fit;
  }

  /// The migrations of this version, of every module. Read from the names of the files, because
  /// Flyway would take half a second for the same.
  private static Set<Integer> known() {
    Set<Integer> versions = new HashSet<>();
    try {
      List<URL> folders =
          Collections.list(SchemaVersions.class.getClassLoader().getResources(FOLDER));
      for (URL folder : folders) {
        for (String name : names(folder)) {
          Matcher matcher = NAME.matcher(name);
          if (matcher.matches()) {
            versions.add(Integer.valueOf(matcher.group(1)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Set.copyOf(versions);
  }

  private static List<String> names(URL folder) throws IOException {
    if (folder.getProtocol().equals("jar")) {
      JarURLConnection connection = (JarURLConnection) folder.openConnection();
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        return jar.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith(FOLDER + "/"))
            .map(name -> name.substring(FOLDER.length() + 1))
            .toList();
      }
    }
    try (Stream<Path> files = Files.list(Path.of(uri(folder)))) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
