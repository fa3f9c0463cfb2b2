package tw.shouwang.notifications.firebase;

import java.net.URI;

/// The address that messages go to instead of Google. Only development has such a bean; see
/// `tw.shouwang.notifications.testing`.
public record StandInAddress(URI uri) {}
