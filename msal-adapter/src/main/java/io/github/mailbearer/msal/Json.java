package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** JSON objects as maps. */
final class Json {

    private Json() {}

    /** The members of an object; empty if the text is none. The parser quotes what it reads, so its exception is dropped. */
    static Optional<Map<String, Object>> object(String text) {
        try (JsonReader reader = JsonProviders.createReader(text)) {
            if (reader.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> members = reader.readMap(JsonReader::readUntyped);
            return reader.nextToken() == JsonToken.END_DOCUMENT ? Optional.ofNullable(members) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static byte[] write(Map<String, ?> members) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (JsonWriter writer = JsonProviders.createWriter(octets)) {
            writer.writeUntyped(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    static Optional<Map<String, Object>> object(byte[] octets) {
        return object(new String(octets, UTF_8));
    }
}
