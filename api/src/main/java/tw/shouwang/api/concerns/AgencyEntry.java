package tw.shouwang.api.concerns;

import java.time.Instant;
import tw.shouwang.api.directory.view.Resource;

/// The entry that an agency was asked about, for its link.
record AgencyEntry(Resource resource, int version, Instant expiresAt) {}
