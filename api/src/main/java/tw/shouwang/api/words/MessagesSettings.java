package tw.shouwang.api.words;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.CrisisDrafts;

/// How messages are served, `shouwang.messages.*`.
///
/// @param accompanyCrisisDrafts whether a crisis message that no native speaker has reviewed comes
///   together with its Traditional Chinese and English lines; by default in `prod` only
/// @param correctionsTo where readers send what is wrong in a language that no native speaker has
///   reviewed: an address on the web or for mail, as they would type it; by default they are told
///   to ask the office
@ConfigurationProperties("shouwang.messages")
record MessagesSettings(@Nullable Boolean accompanyCrisisDrafts, @Nullable String correctionsTo) {

  CrisisDrafts crisisDrafts(boolean production) {
    boolean accompany = accompanyCrisisDrafts == null ? production : accompanyCrisisDrafts;
    return accompany ? CrisisDrafts.ACCOMPANIED : CrisisDrafts.PLAIN;
  }
}
