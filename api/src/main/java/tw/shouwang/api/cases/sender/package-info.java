/// What a sender can do with a receipt: read, write, push, a new receipt, proof, erasure. May use
/// every room but `desk` and `submissions`.
@NullMarked
package tw.shouwang.api.cases.sender;

import org.jspecify.annotations.NullMarked;
