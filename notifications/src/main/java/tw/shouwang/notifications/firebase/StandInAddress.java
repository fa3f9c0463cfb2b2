package tw.shouwang.notifications.firebase;

import java.net.URI;

/// Where messages go instead of to Google. Only development has such a bean; see
/// `tw.shouwang.notifications.testing`.
public record StandInAddress(URI uri) {}
