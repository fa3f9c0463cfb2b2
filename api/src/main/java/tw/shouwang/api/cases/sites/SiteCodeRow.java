package tw.shouwang.api.cases.sites;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Fingerprint;
import tw.shouwang.api.guidance.GatekeeperKind;

/// The meaning of a poster's code, or of an exercise's.
///
/// @param exerciseUntil the last day of the exercise; null for a poster
@MappedEntity(value = "site_code", schema = "cases")
record SiteCodeRow(
    @Id String code,
    String centre,
    GatekeeperKind gatekeeperKind,
    String area,
    String officeZh,
    String officeEn,
    byte[] signature,
    boolean revoked,
    @Nullable LocalDate exerciseUntil) {

  byte[] signedBytes() {
    Fingerprint signed =
        Fingerprint.of("SITE")
            .field(code)
            .field(centre)
            .field(gatekeeperKind)
            .field(area)
            .field(officeZh)
            .field(officeEn);
    // Signatures of posters do not cover this field, because posters were signed before there were
    // exercises.
    return (exerciseUntil == null ? signed : signed.field(exerciseUntil)).canonical();
  }

  SiteCodeRow signed(byte[] made) {
    return new SiteCodeRow(
        code, centre, gatekeeperKind, area, officeZh, officeEn, made, revoked, exerciseUntil);
  }

  @Override
  public String toString() {
    return "SiteCodeRow[redacted]";
  }
}
