package tw.shouwang.api.directory.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Topic;

/// The conditions of a list; all given ones must hold. Named like the GraphQL input.
public record ResourceFilter(
    @Nullable String text,
    List<ResourceKind> kinds,
    List<Network> networks,
    List<Topic> topics,
    @Nullable String area,
    @Nullable String spokenLanguage,
    List<ContactKind> contactKinds,
    @Nullable Boolean freeOfCharge,
    @Nullable Boolean openNow,
    @Nullable PointInput near) {

  public static final ResourceFilter NONE =
      new ResourceFilter(
          null, List.of(), List.of(), List.of(), null, null, List.of(), null, null, null);

  public ResourceFilter {
    kinds = List.copyOf(kinds);
    networks = List.copyOf(networks);
    topics = List.copyOf(topics);
    contactKinds = List.copyOf(contactKinds);
  }

  record PointInput(double lat, double lon) {}
}
