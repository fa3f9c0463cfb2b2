package tw.shouwang.api.forms;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Checks an input record against its constraints. A constraint's message is the name of a
/// [RefusalCode]. Of several violations the one of the record's first field counts, so that the
/// answer is always the same.
@Singleton
public class InputCheck {

  private final Validator validator;

  InputCheck(Validator validator) {
    this.validator = validator;
  }

  public <T extends Record> Optional<InvalidInput> firstProblem(T input) {
    List<String> fields =
        Arrays.stream(input.getClass().getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    return validator.validate(input).stream()
        .min(
            Comparator.<ConstraintViolation<T>>comparingInt(
                    violation -> fields.indexOf(fieldOf(violation)))
                .thenComparing(ConstraintViolation::getMessageTemplate))
        .map(InputCheck::invalid);
  }

  private static InvalidInput invalid(ConstraintViolation<?> violation) {
    Object max = violation.getConstraintDescriptor().getAttributes().get("max");
    return new InvalidInput(
        RefusalCode.valueOf(violation.getMessageTemplate()),
        fieldOf(violation),
        max instanceof Integer bound ? bound : null);
  }

  private static String fieldOf(ConstraintViolation<?> violation) {
    return violation.getPropertyPath().iterator().next().getName();
  }
}
