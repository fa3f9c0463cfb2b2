/// What a browser loads beside a page: styles, scripts and the icon, as one set with one address.
@NullMarked
package tw.shouwang.api.pages.assets;

import org.jspecify.annotations.NullMarked;
