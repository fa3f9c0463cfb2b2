package tw.shouwang.api.cases.submissions;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.guidance.GatekeeperKind;

/// Maps an exact kind to the coarse group that is stored in clear.
public final class SenderGroups {

  private SenderGroups() {}

  public static SenderGroup of(@Nullable GatekeeperKind kind) {
    if (kind == null) {
      return SenderGroup.PRIVATE;
    }
    return switch (kind) {
      case CONVENIENCE_STORE, WARM_ANGEL, APARTMENT_BUILDING, CHAIN_STORE, HOUSING_MANAGER ->
          SenderGroup.COMMUNITY_POINT;
      case BOROUGH_OR_NEIGHBOURHOOD_CHIEF,
          PARENTING_COACH,
          CHILDMINDER,
          HOME_CARE_WORKER,
          POSTNATAL_HELPER ->
          SenderGroup.FAMILY_GATEKEEPER;
      case CLINIC, PHARMACY, TEACHER -> SenderGroup.PROFESSIONAL;
      case NEIGHBOUR, FAMILY, OTHER -> SenderGroup.PRIVATE;
    };
  }
}
