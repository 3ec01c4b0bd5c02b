package io.github.mailbearer.diagnosis;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * What an exception of MSAL4J tells beside its message. The core does not depend on MSAL4J, so it asks by the names of its
 * public methods.
 */
final class MsalFailure {

    private MsalFailure() {}

    static void read(Throwable failure, Symptom symptom) {
        if (!failure.getClass().getName().startsWith("com.microsoft.aad.msal4j.")) {
            return;
        }
        symptom.at(Place.TOKEN);
        ask(failure, "errorCode").ifPresent(symptom::error);
        ask(failure, "subError").ifPresent(symptom::suberror);
        ask(failure, "correlationId").ifPresent(id -> symptom.evidence().put(Evidence.CORRELATION, id));
        ask(failure, "statusCode")
                .filter(status -> status.matches("[1-5]\\d\\d"))
                .ifPresent(status -> symptom.status(Integer.parseInt(status)));
    }

    private static Optional<String> ask(Throwable failure, String method) {
        try {
            Object answer = failure.getClass().getMethod(method).invoke(failure);
            return Optional.ofNullable(answer).map(Object::toString).filter(text -> !text.isBlank());
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Optional.empty(); // another version of MSAL4J: its message is still read
        }
    }
}
