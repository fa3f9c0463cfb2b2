package tw.shouwang.api.directory;

import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.NaturalEnumValuesProvider;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.SchemaSlice;

/// The directory's part of a schema: root fields, and the fields of its types that depend on the
/// caller's language or the instant. All other fields are read from the types' methods.
@Singleton
class DirectorySlice implements SchemaSlice {

  private static final GraphQLScalarType AREA_CODE =
      GraphQLScalarType.newScalar().name("AreaCode").coercing(new AreaCodeCoercing()).build();

  private final DirectoryFetchers fetch;

  DirectorySlice(DirectoryFetchers fetch) {
    this.fetch = fetch;
  }

  @Override
  public String name() {
    return "directory";
  }

  @Override
  public Set<String> schemas() {
    return Set.of(PUBLIC, "staff");
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.scalar(AREA_CODE);
    enums(wiring, List.of(Network.class, ResourceKind.class, ContactKind.class, Topic.class));
    wiring.type(
        "Query",
        type ->
            type.dataFetcher("resources", fetch::resources)
                .dataFetcher("resource", fetch::resource)
                .dataFetcher("emergencyNumbers", fetch::emergencyNumbers)
                .dataFetcher("areas", fetch::areas)
                .dataFetcher("directoryVersion", fetch::directoryVersion)
                .dataFetcher("directoryChanges", fetch::directoryChanges)
                .dataFetcher("node", fetch::node)
                .dataFetcher("nodes", fetch::nodes));
    wiring.type(
        "Resource",
        type ->
            type.dataFetcher("id", fetch::resourceId)
                .dataFetcher("status", fetch::status)
                .dataFetcher("contacts", fetch::contacts)
                .dataFetcher("coverage", fetch::coverage)
                .dataFetcher("hours", fetch::ownHours)
                .dataFetcher("location", fetch::location)
                .dataFetcher("name", fetch::name)
                .dataFetcher("purpose", fetch::purpose)
                .dataFetcher("agency", fetch::agency)
                .dataFetcher("textLanguage", fetch::textLanguage)
                .dataFetcher("purposeLanguage", fetch::purposeLanguage)
                .dataFetcher("agencyLanguage", fetch::agencyLanguage)
                .dataFetcher("availability", fetch::availability)
                .dataFetcher("alternatives", fetch::alternatives)
                .dataFetcher("freshness", fetch::freshness)
                .dataFetcher("shareText", fetch::shareText));
    wiring.type(
        "Contact",
        type ->
            type.dataFetcher("id", fetch::contactId)
                .dataFetcher("kindName", fetch::contactKindName)
                .dataFetcher("label", fetch::contactLabel)
                .dataFetcher("labelLanguage", fetch::contactLabelLanguage)
                .dataFetcher("note", fetch::contactNote)
                .dataFetcher("noteLanguage", fetch::contactNoteLanguage)
                .dataFetcher("availability", fetch::contactAvailability));
    wiring.type("ResourceEdge", type -> type.dataFetcher("understoodAs", fetch::understoodAs));
    wiring.type("AreaClosure", type -> type.dataFetcher("reason", fetch::closureReason));
    wiring.type(
        "Availability",
        type ->
            type.dataFetcher("reason", fetch::reason)
                .dataFetcher("asOf", fetch::asOf)
                .dataFetcher("asOfText", fetch::asOfText));
    wiring.type(
        "Hours",
        type ->
            type.dataFetcher("timezone", environment -> TaiwanTime.ZONE.getId())
                .dataFetcher("weekly", fetch::weekly)
                .dataFetcher("note", fetch::hoursNote)
                .dataFetcher("noteLanguage", fetch::hoursNoteLanguage)
                .dataFetcher("inWords", fetch::hoursInWords));
    wiring.type(
        "OpeningPeriod",
        type -> type.dataFetcher("opens", fetch::opens).dataFetcher("closes", fetch::closes));
    wiring.type(
        "Area",
        type ->
            type.dataFetcher("name", fetch::areaName)
                .dataFetcher("textLanguage", fetch::areaTextLanguage));
    wiring.type(
        "Location",
        type ->
            type.dataFetcher("lat", fetch::lat)
                .dataFetcher("lon", fetch::lon)
                .dataFetcher("address", fetch::address));
  }

  private static void enums(RuntimeWiring.Builder wiring, List<Class<? extends Enum<?>>> enums) {
    for (Class<? extends Enum<?>> values : enums) {
      natural(wiring, values);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void natural(RuntimeWiring.Builder wiring, Class<? extends Enum<?>> values) {
    wiring.type(
        values.getSimpleName(),
        type -> type.enumValues(new NaturalEnumValuesProvider((Class) values)));
  }
}
