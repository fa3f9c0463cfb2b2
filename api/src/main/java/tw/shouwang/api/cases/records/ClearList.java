package tw.shouwang.api.cases.records;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The clear values of a case, as they are copied into the sealed form. Nobody signs the clear
/// values, so staff compare them with the copy: somebody who can write the database can change
/// danger to routine, but staff will see it.
public final class ClearList {

  private ClearList() {}

  /// The copy, by the names of the envelope; a missing value has no field.
  ///
  /// @param sealedOn the day of sealing, by the sealer's clock
  public static Map<String, String> of(CaseRow row, LocalDate sealedOn) {
    Map<String, String> copy = new LinkedHashMap<>();
    copy.put("form", row.form().name());
    copy.put("topic", row.topic().name());
    list(copy, "otherTopics", row.otherTopics());
    list(copy, "indicators", row.indicators());
    if (row.childInvolved() != null) {
      copy.put("childInvolved", row.childInvolved().toString());
    }
    copy.put("urgency", row.urgency().name());
    copy.put("area", row.area());
    copy.put("senderGroup", row.senderGroup().name());
    copy.put("centre", row.centre());
    if (row.exercise()) {
      copy.put("exercise", "true");
    }
    copy.put("sealedOn", sealedOn.toString());
    return copy;
  }

  private static void list(Map<String, String> copy, String name, List<String> values) {
    if (!values.isEmpty()) {
      copy.put(name, String.join(",", values.stream().sorted().distinct().toList()));
    }
  }

  /// The names of the values that differ between a case and the copy in its form. The centre is not
  /// compared: a case may be transferred, and its wrap does not open with another centre's key.
  ///
  /// @param sealed the form's fields; a form without a copy has no differences
  public static List<String> differences(CaseRow row, Map<String, String> sealed) {
    List<String> differing = new ArrayList<>();
    if (!sealed.containsKey("sealedOn")) {
      return differing;
    }
    Map<String, String> clear = of(row, LocalDate.EPOCH);
    for (String name :
        List.of(
            "form",
            "topic",
            "otherTopics",
            "indicators",
            "childInvolved",
            "urgency",
            "area",
            "senderGroup")) {
      if (!Objects.equals(clear.get(name), sealed.get(name))) {
        differing.add(name);
      }
    }
    // Staff may find that an exercise is real, so a case that is no exercise is no difference; a
    // case marked as an exercise whose form says nothing of it is one.
    if (row.exercise() && !sealed.containsKey("exercise")) {
      differing.add("exercise");
    }
    return differing;
  }
}
