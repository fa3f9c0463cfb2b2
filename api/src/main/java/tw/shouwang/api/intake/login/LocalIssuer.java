package tw.shouwang.api.intake.login;

import com.nimbusds.jose.jwk.JWKSet;

/// An issuer of staff tokens inside this process, trusted besides the identity provider. Only
/// development has one: the bean is in `src/development`, which is not in the package for servers.
interface LocalIssuer {

  /// The `iss` of its tokens.
  String name();

  JWKSet publicKeys();
}
