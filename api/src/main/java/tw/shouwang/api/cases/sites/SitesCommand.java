package tw.shouwang.api.cases.sites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.api.qr.QrCode;

/// The commands for posters at counters.
@Command(
    name = "sites",
    mixinStandardHelpOptions = true,
    description = {
      "Makes and revokes the codes of posters. A scan opens the form with kind and area filled in;"
          + " which reports came by a poster is sealed. Staff role."
    })
public final class SitesCommand extends ConsoleCommand {

  private final ServiceParts parts;

  public SitesCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Command(
      name = "issue",
      mixinStandardHelpOptions = true,
      description = "Makes a code, and a poster with its QR code as an SVG file.")
  int issue(
      @Parameters(paramLabel = "AREA", description = "e.g. 63000030") String areaCode,
      @Parameters(paramLabel = "KIND", description = "e.g. CONVENIENCE_STORE") GatekeeperKind kind,
      @Parameters(paramLabel = "OFFICE", description = "the site's name in Chinese") String office,
      @Option(names = "--english", description = "the site's name in English")
          @Nullable String english,
      @Option(
              names = "--exercise-until",
              description =
                  "makes the code of an exercise: what comes with it until this day is one")
          @Nullable LocalDate exerciseUntil,
      @Option(
              names = "--link",
              required = true,
              description =
                  "what the QR code opens, e.g. https://help.example/r; code, kind and area are"
                      + " put behind it, after a #, which browsers do not send to any server")
          String link,
      @Option(names = "--out", required = true, description = "the SVG file to write") Path out)
      throws IOException {
    Directory directory = parts.afterSetUp(Directory.class);
    Area area =
        directory.area(areaCode).orElseThrow(() -> mistake("there is no area with this code"));
    Centre centre = directory.centreOf(area).orElseThrow(() -> mistake("this area is not served"));
    SiteCodes codes = parts.get(SiteCodes.class);
    if (exerciseUntil != null && exerciseUntil.isAfter(codes.latestEnd())) {
      throw mistake("the last day that an exercise can have is " + codes.latestEnd());
    }
    refuseWithoutPoster(link, kind, area, out);
    SiteCodeRow row =
        codes.issue(
            centre.code(), kind, area, office, english == null ? office : english, exerciseUntil);
    Files.writeString(out, poster(link, row));
    out().println("made " + row.code() + ", poster in " + out.getFileName());
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description =
          "Revokes a code within a minute on every node. Reports that carry it are still taken.")
  int revoke(@Parameters(paramLabel = "CODE") String code) {
    boolean known = parts.get(SiteCodes.class).revoke(code);
    out().println(known ? "revoked" : "there is no such code");
    return known ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /// Checks that the poster can be written before its code is stored: nobody would know of a code
  /// without a poster.
  private void refuseWithoutPoster(String link, GatekeeperKind kind, Area area, Path out) {
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
      throw mistake("a poster cannot be written to " + out);
    }
    try {
      QrCode.of(content(link, SiteCodes.ANY, kind, area.code()));
    } catch (IllegalArgumentException e) {
      throw mistake("the link is too long for a QR code");
    }
  }

  private static String content(String link, String code, GatekeeperKind kind, String area) {
    return link + "#" + String.join(".", code, kind.name(), area);
  }

  /// A poster as SVG; its code opens `LINK#CODE.KIND.AREA`.
  static String poster(String link, SiteCodeRow row) {
    QrCode code = QrCode.of(content(link, row.code(), row.gatekeeperKind(), row.area()));
    boolean exercise = row.exerciseUntil() != null;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="180mm">
    <rect width="100%%" height="100%%" fill="#fff"/>
    <path d="%3$s"/>
    <g font-family="sans-serif" font-size="2.2" text-anchor="middle">
    <text x="%4$s" y="%5$d">%10$s</text>
    <text x="%4$s" y="%6$d">%11$s</text>
    <text x="%4$s" y="%7$d">立即危險 Danger: 110 · 119</text>
    <text x="%4$s" y="%8$d">%9$s</text>
    </g>
    </svg>
    """
        .formatted(
            code.size(),
            code.size() + 16,
            code.path(),
            code.size() / 2.0,
            code.size() + 3,
            code.size() + 6,
            code.size() + 9,
            code.size() + 13,
            grouped(row.code()),
            exercise ? "演練用：不會有人前往" : "看到有人需要幫忙？掃一下，不必留名",
            exercise
                ? "Exercise only: nobody will come"
                : "Somebody may need help? Scan. No name needed.");
  }

  private static String grouped(String code) {
    return String.join("-", code.split("(?<=\\G.{4})"));
  }
}
