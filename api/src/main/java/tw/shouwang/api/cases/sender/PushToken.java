package tw.shouwang.api.cases.sender;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An FCM registration token, or a web push subscription as its JSON.
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PushTokenValidator.class)
public @interface PushToken {

  String message() default "INVALID_TOKEN";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
