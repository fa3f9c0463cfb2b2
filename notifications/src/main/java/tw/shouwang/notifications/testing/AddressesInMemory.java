package tw.shouwang.notifications.testing;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;

/// An [AddressBook] in memory.
public final class AddressesInMemory implements AddressBook {

  private final Map<AddressKey, DeviceToken> tokens = new ConcurrentHashMap<>();

  public void remember(AddressKey key, DeviceToken token) {
    tokens.put(key, token);
  }

  @Override
  public Optional<DeviceToken> find(AddressKey key) {
    return Optional.ofNullable(tokens.get(key));
  }

  @Override
  public void forget(AddressKey key, DeviceToken failed) {
    tokens.remove(key, failed);
  }
}
