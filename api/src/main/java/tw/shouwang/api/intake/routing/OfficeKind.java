package tw.shouwang.api.intake.routing;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.ResourceKind;

/// An office that every county has, by which a row may name it: the county's or district's own.
enum OfficeKind {
  /// 社會福利服務中心, by district.
  WELFARE_CENTRE(ResourceKind.WELFARE_CENTRE),

  /// 社區心理衛生中心, by district.
  MENTAL_HEALTH_CENTRE(ResourceKind.MENTAL_HEALTH_CENTRE),

  /// 區公所, by district; the heads of boroughs belong to it.
  DISTRICT_OFFICE(ResourceKind.DISTRICT_OFFICE),

  /// 校安中心, for what happens on a campus.
  SCHOOL_SAFETY_CENTRE(ResourceKind.DUTY_CENTRE),

  /// 少年輔導委員會, 少輔會, of the police. The directory has no entry of one.
  YOUTH_GUIDANCE_COMMITTEE(null);

  private final @Nullable ResourceKind entries;

  OfficeKind(@Nullable ResourceKind entries) {
    this.entries = entries;
  }

  /// The kind of its entries in the directory.
  Optional<ResourceKind> entries() {
    return Optional.ofNullable(entries);
  }

  static Optional<OfficeKind> named(String office) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(office)).findFirst();
  }
}
