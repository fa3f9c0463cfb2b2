package tw.shouwang.api.cases.sealing;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.editing.CentreRegister;
import tw.shouwang.api.directory.editing.CentreRegister.Registration;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.i18n.Language;

/// The commands by which a county joins.
@Command(
    name = "centres",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a county join: its keys, its row in the directory, and the file by which every node"
          + " knows its keys.",
      "",
      "Reports of a county are taken once its verification file lies in the folder"
          + " shouwang.centre-keys.directory of every public node, which looks there every minute."
          + " Until then its people hear that the county has not joined, and are shown who takes"
          + " reports there. Routing, clocks and figures of a new centre are those that come with"
          + " the service; its supervisors change the routing."
    })
public final class CentresCommand extends ConsoleCommand {

  private static final String NATIONWIDE = "tw.hotline.113";
  static final Pattern CODE = Pattern.compile("[a-z]{2,8}");

  private final ServiceParts parts;

  public CentresCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a centre's private keys and its first generation, registers it, and prints its"
            + " verification file. Staff role, with the owner's password. Safe to run again: what"
            + " is there already stays."
      })
  int add(
      @Parameters(paramLabel = "CODE", description = "two to eight small letters, e.g. khh")
          String code,
      @Option(
              names = "--areas",
              required = true,
              split = ",",
              paramLabel = "COUNTY",
              description = "the codes of its counties, e.g. 64000")
          List<String> counties,
      @Option(names = "--name", required = true, description = "its name in Chinese") String name,
      @Option(names = "--english", description = "its name in English") @Nullable String english,
      @Option(
              names = "--office",
              paramLabel = "KEY",
              description =
                  "its entry in the directory, to which protection cases are proposed; by default"
                      + " the county's prevention centre, or 113 where none is known")
          @Nullable String office,
      @Option(names = "--out", description = "the file to write; by default standard output")
          @Nullable Path out)
      throws SQLException, IOException {
    if (!parts.get(ProcessRoles.class).isStaff()) {
      throw mistake("this makes private keys: run it in the staff role");
    }
    if (!CODE.matcher(code).matches() || code.equals(CentreKeyFiles.SITE)) {
      throw mistake("the code is of two to eight small letters, and not site");
    }
    List<Area> areas = counties.stream().map(this::county).toList();
    Map<String, String> names = new LinkedHashMap<>();
    names.put(Language.ZH_TW.tag(), name.strip());
    if (english != null) {
      names.put(Language.EN.tag(), english.strip());
    }
    refuseOtherAreas(code, areas);
    String entry = entry(office, areas.getFirst());
    byte[] key = parts.get(CentreKeyFiles.class).makeSigning(code);
    CentreGenerations generations = parts.get(CentreGenerations.class);
    if (generations.list(code).isEmpty()) {
      generations.make(code);
    }
    switch (parts.get(CentreRegister.class).register(code, names, counties, entry)) {
      case Registration.Registered() -> {}
      case Registration.Taken(String centre) -> throw taken(centre);
      case Registration.NoOwner() ->
          throw mistake(
              "this needs the owner's password, shouwang.database.owner-password; nothing is"
                  + " registered yet");
    }
    return print(code, anchor(code, names, areas, key), out);
  }

  @Command(
      name = "file",
      mixinStandardHelpOptions = true,
      description =
          "Prints the verification file of a centre that has joined. Staff role, with its signing"
              + " key. Changes nothing.")
  int file(
      @Parameters(paramLabel = "CODE") String code,
      @Option(names = "--out", description = "the file to write; by default standard output")
          @Nullable Path out)
      throws IOException {
    Centre centre =
        directory().centre(code).orElseThrow(() -> mistake("there is no centre of this name"));
    List<byte[]> keys = parts.get(CentreKeyFiles.class).trusted(code);
    if (keys.isEmpty()) {
      throw mistake("this node does not know its key");
    }
    Map<String, String> names = new LinkedHashMap<>();
    centre.name().texts().forEach((language, text) -> names.put(language.tag(), text));
    return print(code, anchor(code, names, centre.areas(), keys.getFirst()), out);
  }

  private Directory directory() {
    return parts.afterSetUp(Directory.class);
  }

  private Area county(String code) {
    return directory()
        .area(code)
        .filter(area -> area.parent() == null)
        .orElseThrow(() -> mistake(code + " is the code of no county"));
  }

  private void refuseOtherAreas(String code, List<Area> areas) {
    for (Area area : areas) {
      directory()
          .centreOf(area)
          .filter(owner -> !owner.code().equals(code))
          .ifPresent(owner -> {
            throw taken(owner.code());
          });
    }
    Optional<Centre> known = directory().centre(code);
    if (known.isPresent() && !known.get().areas().equals(areas)) {
      throw mistake("there is a centre of this code already, with other areas");
    }
  }

  /// The key of the entry named, or of the county's prevention centre. Where the directory has
  /// none, protection cases are proposed to the line through which every prevention centre is
  /// reached.
  private String entry(@Nullable String named, Area county) {
    if (named == null) {
      return preventionCentre(county).map(Resource::key).orElse(NATIONWIDE);
    }
    return directory()
        .resource(named)
        .flatMap(Resource::inUse)
        .map(Resource::key)
        .orElseThrow(() -> mistake("there is no entry " + named));
  }

  private Optional<Resource> preventionCentre(Area county) {
    Directory directory = directory();
    return directory.districts(county).stream()
        .flatMap(district -> directory.ofDistrict(ResourceKind.CENTRE, district.code()).stream())
        .filter(entry -> entry.topics().contains(Topic.DOMESTIC_VIOLENCE))
        .findFirst();
  }

  private CentreAnchor anchor(
      String code, Map<String, String> names, List<Area> areas, byte[] key) {
    List<String> counties = new ArrayList<>();
    List<String> districts = new ArrayList<>();
    for (Area area : areas) {
      counties.add(area.code());
      directory().districts(area).forEach(each -> districts.add(each.code()));
    }
    return new CentreAnchor(
        code, names, counties, districts, Base64.getEncoder().encodeToString(key), null);
  }

  private int print(String code, CentreAnchor anchor, @Nullable Path file) throws IOException {
    String written = parts.get(JsonMapper.class).writeValueAsString(anchor);
    if (file == null) {
      out().println(written);
    } else {
      Files.writeString(file, written + "\n", StandardCharsets.UTF_8);
      out()
          .println(
              "wrote %s: put it as %s.json into shouwang.centre-keys.directory of every node"
                  .formatted(file.getFileName(), code));
    }
    return CommandLine.ExitCode.OK;
  }

  private CommandLine.ParameterException taken(String centre) {
    return mistake("the centre %s takes the reports of this county".formatted(centre));
  }
}
