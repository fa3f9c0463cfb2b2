package tw.shouwang.api.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.documents.TrustedDocuments;

/// The documents of the pages, `documents/public/page-NAME.graphql`. They are trusted documents of
/// the public schema, so one that does not fit the schema stops the boot.
enum PageDocument {
  HOME,
  SEARCH,
  LINE,
  GUIDE,
  STEPS,
  FIGURES,
  AGENCY,
  AGENCY_ANSWER,
  OFFLINE,
  POSTER,
  FORM,
  SEALED,
  SUBMIT_CONCERN,
  REQUEST_HELP,
  RECEIVED,
  CASE,
  CASE_PROOF,
  ADD_MESSAGE,
  CHANGE_RECEIPT,
  ERASE_CASE,
  KEYS,
  PLAIN;

  /// Documents that a page at an address (GET) may execute although they select something
  /// confidential, which the schema refuses over GET: the new receipt of an empty form, and the
  /// site of a poster's code, which anybody at the counter can read. The page is not stored and not
  /// changed on the way, and neither address leads to a case.
  private static final Set<PageDocument> CONFIDENTIAL_AT_AN_ADDRESS = Set.of(FORM, POSTER);

  private final String id = TrustedDocuments.id(text());

  /// The id under which the engine knows the document.
  String id() {
    return id;
  }

  /// Whether a GET may execute the document whatever it selects.
  boolean mayBeConfidentialAtAnAddress() {
    return CONFIDENTIAL_AT_AN_ADDRESS.contains(this);
  }

  String text() {
    String path =
        "/documents/public/page-%s.graphql"
            .formatted(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    try (@Nullable InputStream file = PageDocument.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("not packed: " + path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
