/// QR codes as drawings.
@NullMarked
package tw.shouwang.api.qr;

import org.jspecify.annotations.NullMarked;
