package tw.shouwang.api.trust;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/// Which certificates are trusted in addition to Java's own authorities, `shouwang.trust.*`.
///
/// @param certificates files in PEM, and folders of such files: the certificates of a county's own
///   authorities, for the login provider and the receivers of webhooks, in addition to the
///   authorities that Java knows; read at the start
@ConfigurationProperties("shouwang.trust")
record TrustSettings(@Bindable(defaultValue = "") List<String> certificates) {

  TrustSettings {
    certificates =
        certificates.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
  }
}
