package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ManagedIdentityId;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An identity that Azure gives to a machine, container or app, so that it needs no credential of its own.
 *
 * <pre>{@code
 * TokenProvider tokens = MsalTokenProvider.managedIdentity(ManagedIdentity.systemAssigned());
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ManagedIdentity {

    private final ManagedIdentityId id;
    private final String description;
    private final EntraCloud cloud;
    private final Duration requestTimeout;
    private final @Nullable LoopbackEndpoint loopback;

    private ManagedIdentity(
            ManagedIdentityId id,
            String description,
            EntraCloud cloud,
            Duration requestTimeout,
            @Nullable LoopbackEndpoint loopback) {
        this.id = id;
        this.description = description;
        this.cloud = cloud;
        this.requestTimeout = requestTimeout;
        this.loopback = loopback;
    }

    private static ManagedIdentity of(ManagedIdentityId id, String description) {
        return new ManagedIdentity(id, description, EntraCloud.WORLDWIDE, Duration.ofSeconds(15), null);
    }

    /**
     * The identity that the machine itself has.
     *
     * @return the identity
     */
    public static ManagedIdentity systemAssigned() {
        return of(ManagedIdentityId.systemAssigned(), "the system-assigned managed identity");
    }

    /**
     * One of the identities that were assigned to the machine.
     *
     * @param clientId its Client ID
     * @return the identity
     * @throws IllegalArgumentException if it is no GUID
     */
    public static ManagedIdentity userAssignedClientId(String clientId) {
        String id = guid("clientId", clientId, "Client ID");
        return of(ManagedIdentityId.userAssignedClientId(id), "the managed identity with client ID " + id);
    }

    /**
     * One of the identities that were assigned to the machine.
     *
     * @param objectId its Object (principal) ID
     * @return the identity
     * @throws IllegalArgumentException if it is no GUID
     */
    public static ManagedIdentity userAssignedObjectId(String objectId) {
        String id = guid("objectId", objectId, "Object (principal) ID");
        return of(ManagedIdentityId.userAssignedObjectId(id), "the managed identity with object ID " + id);
    }

    /**
     * One of the identities that were assigned to the machine.
     *
     * @param resourceId its resource ID, a path that begins with {@code /subscriptions/}
     * @return the identity
     * @throws IllegalArgumentException if it is no such path
     */
    public static ManagedIdentity userAssignedResourceId(String resourceId) {
        String form = "its Id under Properties, which begins with /subscriptions/";
        String id = Arguments.required("resourceId", resourceId, form).strip();
        if (!id.startsWith("/subscriptions/")) {
            throw new IllegalArgumentException("resourceId is no resource ID: give " + form);
        }
        return of(ManagedIdentityId.userAssignedResourceId(id), "the managed identity " + id);
    }

    private static String guid(String name, String value, String label) {
        String form = "the " + label + " from Managed Identities > the identity > Overview, a GUID";
        String id = Arguments.required(name, value, form).strip();
        if (!Identifiers.isGuid(id)) {
            throw new IllegalArgumentException(name + " is not a GUID: give " + form);
        }
        return id;
    }

    /**
     * Names the cloud, and so the mail resource that requests without scopes ask for.
     *
     * @param other the cloud; {@link EntraCloud#WORLDWIDE} unless set
     * @return this identity in that cloud
     */
    public ManagedIdentity withCloud(EntraCloud other) {
        Arguments.required("cloud", other, "EntraCloud.WORLDWIDE or another cloud");
        return new ManagedIdentity(id, description, other, requestTimeout, loopback);
    }

    /**
     * Bounds a token request.
     *
     * @param timeout from a second to 2 minutes; 15 seconds unless set
     * @return this identity with that bound
     * @throws IllegalArgumentException for any other time
     */
    public ManagedIdentity withRequestTimeout(Duration timeout) {
        return new ManagedIdentity(id, description, cloud, Arguments.timeout("requestTimeout", timeout), loopback);
    }

    /**
     * Asks a server on this machine instead of Azure's. For tests.
     *
     * @param loopbackEndpoint an {@code http} URI of {@code localhost}, {@code [::1]} or an address in {@code 127.0.0.0/8}
     * @return this identity, asked for there
     * @throws IllegalArgumentException for any other URI
     */
    public ManagedIdentity withLoopbackEndpoint(URI loopbackEndpoint) {
        return new ManagedIdentity(id, description, cloud, requestTimeout, LoopbackEndpoint.of(loopbackEndpoint));
    }

    ManagedIdentityId id() {
        return id;
    }

    EntraCloud cloud() {
        return cloud;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    @Nullable
    LoopbackEndpoint loopback() {
        return loopback;
    }

    /** The identity in a sentence. */
    String description() {
        return description;
    }

    @Override
    public String toString() {
        return "ManagedIdentity[" + description + ", cloud=" + cloud + "]";
    }
}
