import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Writes the bill of materials of each package from that of everything that is served: with the
/// Java runtime, and for the public package without the libraries that it leaves out.
final class PackageBoms {

  /// As in the pom, where the jars are left out.
  private static final List<String> ONLY_STAFF = List.of("hapi-fhir-", "org.hl7.fhir.");

  private static final String LICENCE = "GPL-2.0-only WITH Classpath-exception-2.0";

  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    JsonNode all = JSON.readTree(folder.resolve("bom.json").toFile());
    write(all.deepCopy(), _ -> true, folder.resolve("bom-staff.json"));
    write(
        all.deepCopy(),
        name -> ONLY_STAFF.stream().noneMatch(name::startsWith),
        folder.resolve("bom-public.json"));
  }

  private static void write(ObjectNode bom, Predicate<String> keeps, Path file) throws IOException {
    Set<String> left = new HashSet<>();
    for (var each = bom.withArray("components").elements(); each.hasNext(); ) {
      JsonNode component = each.next();
      if (!keeps.test(component.path("name").asText())) {
        left.add(component.path("bom-ref").asText());
        each.remove();
      }
    }
    for (var each = bom.withArray("dependencies").elements(); each.hasNext(); ) {
      JsonNode of = each.next();
      if (left.contains(of.path("ref").asText())) {
        each.remove();
      } else if (of.path("dependsOn") instanceof ArrayNode on) {
        for (var one = on.elements(); one.hasNext(); ) {
          if (left.contains(one.next().asText())) {
            one.remove();
          }
        }
      }
    }
    ObjectNode runtime = bom.withArray("components").addObject();
    runtime.put("type", "platform");
    runtime.put("bom-ref", "java-runtime");
    runtime.put("name", "OpenJDK");
    runtime.put("version", Runtime.version().toString());
    runtime.withArray("licenses").addObject().put("expression", LICENCE);
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), bom);
  }

  private PackageBoms() {}
}
