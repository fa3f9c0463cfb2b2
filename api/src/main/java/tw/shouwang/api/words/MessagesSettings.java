package tw.shouwang.api.words;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.CrisisDrafts;

/// How messages are served, `shouwang.messages.*`.
///
/// @param accompanyCrisisDrafts whether an unreviewed crisis message is served together with its
///   Traditional Chinese and English lines; by default only in `prod`
/// @param correctionsTo where readers report errors in an unreviewed language: a web or mail
///   address as they would type it; by default they are told to ask the office
@ConfigurationProperties("shouwang.messages")
record MessagesSettings(@Nullable Boolean accompanyCrisisDrafts, @Nullable String correctionsTo) {

  CrisisDrafts crisisDrafts(boolean production) {
    boolean accompany = accompanyCrisisDrafts == null ? production : accompanyCrisisDrafts;
    return accompany ? CrisisDrafts.ACCOMPANIED : CrisisDrafts.PLAIN;
  }
}
