package tw.shouwang.api.cases.sites;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.sealing.CentreKeyFiles;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.i18n.LocalizedText;

/// The codes of posters at counters. They are cached in memory and read again every minute, so that
/// looking up a code leaves no trace. A row without a valid signature of the site-code key is
/// ignored.
///
/// A scanned code fills in the form's kind and area. The code of an exercise marks what comes with
/// it as one, until the exercise is over.
@Singleton
public class SiteCodes implements DatabaseSetup {

  private static final Logger LOG = LoggerFactory.getLogger(SiteCodes.class);
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARACTERS = 16;

  /// A text as long as a code that is no poster's code, to measure the size of a QR code.
  static final String ANY = ALPHABET.substring(0, CHARACTERS);

  /// In days.
  private static final int LONGEST_EXERCISE = 31;

  private final SiteCodeRepository repository;
  private final CentreKeyFiles keys;
  private final Directory directory;
  private final SecureRandom random;
  private final InstantSource clock;
  private volatile Map<String, Known> sites = Map.of();

  /// The result of each signature check, so that a row is verified once. A changed row has another
  /// key here.
  private Map<Signed, Boolean> verified = Map.of();

  SiteCodes(
      SiteCodeRepository repository,
      CentreKeyFiles keys,
      Directory directory,
      SecureRandom random,
      InstantSource clock) {
    this.repository = repository;
    this.keys = keys;
    this.directory = directory;
    this.random = random;
    this.clock = clock;
  }

  /// The site of a typed or scanned code.
  public Optional<Site> find(String typed) {
    return Optional.ofNullable(sites.get(normalized(typed)))
        .filter(known -> !known.isOver(TaiwanTime.today(clock)))
        .map(Known::site);
  }

  /// How the code in an opened form fits it; null for a form without one. The code of a form that a
  /// client sealed was not checked before.
  ///
  /// @param form its fields
  /// @param area the case's
  public @Nullable PosterState state(Map<String, String> form, String area) {
    String code = form.get("site");
    if (code == null) {
      return null;
    }
    Optional<Site> site = find(code, area);
    if (site.isEmpty()) {
      return PosterState.UNKNOWN;
    }
    if (site.get().exercise()) {
      return PosterState.EXERCISE;
    }
    String kind = site.get().gatekeeperKind().name();
    String place = site.get().area().code();
    boolean fits =
        (place.startsWith(area) || area.startsWith(place))
            && kind.equals(form.getOrDefault("gatekeeperKind", kind));
    return fits ? PosterState.KNOWN : PosterState.ELSEWHERE;
  }

  /// The site of a code that comes with a report. The code of an exercise counts only at its own
  /// centre: anywhere else it is unknown, so that the report counts as real. The same holds for the
  /// code of an exercise that has ended.
  ///
  /// @param area the code of the report's area
  public Optional<Site> find(String typed, String area) {
    return find(typed).filter(site -> !site.exercise() || isOfOneCentre(site.area(), area));
  }

  private boolean isOfOneCentre(Area own, String area) {
    return directory.centreOf(own).equals(directory.area(area).flatMap(directory::centreOf));
  }

  /// The last day on which an exercise can end. A code that is left hanging somewhere must not make
  /// a real report an exercise.
  public LocalDate latestEnd() {
    return TaiwanTime.today(clock).plusDays(LONGEST_EXERCISE);
  }

  /// @param exerciseUntil the last day of an exercise; null for a poster
  private record Known(Site site, @Nullable LocalDate exerciseUntil) {

    boolean isOver(LocalDate today) {
      return exerciseUntil != null && today.isAfter(exerciseUntil);
    }
  }

  /// Makes and signs a code. Staff role only.
  ///
  /// @param exerciseUntil the last day of an exercise; null for a poster
  /// @throws IllegalArgumentException for an exercise that ends after [#latestEnd]
  SiteCodeRow issue(
      String centre,
      GatekeeperKind kind,
      Area area,
      String officeZh,
      String officeEn,
      @Nullable LocalDate exerciseUntil) {
    if (exerciseUntil != null && exerciseUntil.isAfter(latestEnd())) {
      throw new IllegalArgumentException("an exercise lasts " + LONGEST_EXERCISE + " days at most");
    }
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CHARACTERS; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    SiteCodeRow unsigned =
        new SiteCodeRow(
            code.toString(),
            centre,
            kind,
            area.code(),
            officeZh,
            officeEn,
            new byte[0],
            false,
            exerciseUntil);
    try {
      SiteCodeRow row =
          unsigned.signed(
              new Ed25519Sign(keys.signing(CentreKeyFiles.SITE)).sign(unsigned.signedBytes()));
      repository.save(row);
      return row;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to sign", e);
    }
  }

  /// A supervisor's view of a poster.
  ///
  /// @param kind the name of the gatekeeper kind that a scan fills in
  /// @param exerciseUntil the last day of an exercise; null for a poster
  public record Poster(
      String code,
      String kind,
      String area,
      String officeZh,
      String officeEn,
      boolean revoked,
      @Nullable LocalDate exerciseUntil) {}

  /// Makes codes for one site of a centre and adds them to the cache at once. Staff role only.
  ///
  /// @param kind the name of a gatekeeper kind
  /// @param exerciseUntil the last day of an exercise; null for posters
  public List<Poster> issue(
      String centre,
      String kind,
      Area area,
      String officeZh,
      String officeEn,
      int howMany,
      @Nullable LocalDate exerciseUntil) {
    List<Poster> made =
        IntStream.range(0, howMany)
            .mapToObj(each ->
                issue(
                    centre, GatekeeperKind.valueOf(kind), area, officeZh, officeEn, exerciseUntil))
            .map(SiteCodes::poster)
            .toList();
    setUp();
    return made;
  }

  /// A centre's posters in the order of their codes, including revoked ones.
  ///
  /// @param after the code of the last one before these; empty to begin
  public List<Poster> page(String centre, String after, int atMost) {
    return repository.page(centre, after, atMost).stream().map(SiteCodes::poster).toList();
  }

  /// Revokes a code of a centre. Another centre's code counts as unknown.
  ///
  /// @return the revoked poster
  public Optional<Poster> revoke(String centre, String typed) {
    String code = normalized(typed);
    if (repository.revoke(code, centre) == 0) {
      return Optional.empty();
    }
    setUp();
    return repository.findById(code).map(SiteCodes::poster);
  }

  private static Poster poster(SiteCodeRow row) {
    return new Poster(
        row.code(),
        row.gatekeeperKind().name(),
        row.area(),
        row.officeZh(),
        row.officeEn(),
        row.revoked(),
        row.exerciseUntil());
  }

  boolean revoke(String typed) {
    return repository.revoke(normalized(typed)) > 0;
  }

  @Override
  public int order() {
    return CentreKeyring.ORDER + 10;
  }

  @Override
  public synchronized void setUp() {
    Map<String, Known> read = new HashMap<>();
    Map<Signed, Boolean> known = new HashMap<>();
    for (SiteCodeRow row : repository.findAll()) {
      if (!row.revoked()) {
        Signed signed = Signed.of(row);
        Boolean before = verified.get(signed);
        boolean valid = before == null ? isSigned(row) : before;
        known.put(signed, valid);
        if (valid) {
          site(row).ifPresent(site -> read.put(row.code(), new Known(site, row.exerciseUntil())));
        }
      }
    }
    verified = known;
    sites = Map.copyOf(read);
  }

  /// Everything that a signature covers, and the signature.
  private record Signed(ByteBuffer content, ByteBuffer signature) {

    static Signed of(SiteCodeRow row) {
      return new Signed(ByteBuffer.wrap(row.signedBytes()), ByteBuffer.wrap(row.signature()));
    }
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void refresh() {
    try {
      setUp();
    } catch (RuntimeException e) {
      LOG.warn("site codes could not be read, those known stay in use");
    }
  }

  private Optional<Site> site(SiteCodeRow row) {
    return directory
        .area(row.area())
        .map(area ->
            new Site(
                row.code(),
                row.gatekeeperKind(),
                area,
                LocalizedText.of(row.officeZh(), row.officeEn()),
                row.exerciseUntil() != null));
  }

  private boolean isSigned(SiteCodeRow row) {
    try {
      new Ed25519Verify(keys.verification(CentreKeyFiles.SITE))
          .verify(row.signature(), row.signedBytes());
      return true;
    } catch (GeneralSecurityException e) {
      LOG.error("refused a site code that the site-code key did not sign");
      return false;
    }
  }

  /// A code in its stored form, whatever spaces and similar letters were typed; empty if it is too
  /// long.
  public static String normalized(String typed) {
    if (typed.length() > 100) {
      return "";
    }
    return Normalizer.normalize(typed, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }
}
