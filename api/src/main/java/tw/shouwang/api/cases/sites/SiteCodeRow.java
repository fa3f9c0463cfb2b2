package tw.shouwang.api.cases.sites;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import tw.shouwang.api.cases.envelope.Fingerprint;
import tw.shouwang.api.guidance.GatekeeperKind;

/// The meaning of a poster's code.
@MappedEntity(value = "site_code", schema = "cases")
record SiteCodeRow(
    @Id String code,
    String centre,
    GatekeeperKind gatekeeperKind,
    String area,
    String officeZh,
    String officeEn,
    byte[] signature,
    boolean revoked) {

  byte[] signedBytes() {
    return Fingerprint.of("SITE")
        .field(code)
        .field(centre)
        .field(gatekeeperKind)
        .field(area)
        .field(officeZh)
        .field(officeEn)
        .canonical();
  }

  SiteCodeRow signed(byte[] made) {
    return new SiteCodeRow(code, centre, gatekeeperKind, area, officeZh, officeEn, made, revoked);
  }

  @Override
  public String toString() {
    return "SiteCodeRow[redacted]";
  }
}
