/// The figures that the service has published about its work, for everybody. Reads the published
/// table only; what is published, and what must not be, is decided where cases are counted.
@NullMarked
package tw.shouwang.api.figures;

import org.jspecify.annotations.NullMarked;
