package tw.shouwang.api.cases.sender;

import java.util.List;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.guidance.ChannelAdvice;

/// The answer to a submission that is stored on disk.
///
/// @param notices what the sender should know, by keys of the messages `cases`
public record CaseReceived(
    CaseView view, List<Resource> emergency, List<ChannelAdvice> advice, List<String> notices) {

  public CaseReceived {
    emergency = List.copyOf(emergency);
    advice = List.copyOf(advice);
    notices = List.copyOf(notices);
  }
}
