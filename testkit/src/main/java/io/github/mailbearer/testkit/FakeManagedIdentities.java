package io.github.mailbearer.testkit;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The managed identities of the machine on which {@link FakeEntra} pretends to run: one of its own, as long as it is not
 * removed, and those assigned to it.
 *
 * <p>Virtual machines ask {@link #imdsEndpoint}, App Service asks {@link #appServiceEndpoint}.
 */
public final class FakeManagedIdentities {

    /**
     * One identity.
     *
     * @param clientId the application id, a GUID
     * @param objectId the object id of the service principal, a GUID
     * @param resourceId the path of the Azure resource
     */
    public record Identity(String clientId, String objectId, String resourceId) {

        private static Identity of(String resourceId) {
            return new Identity(UUID.randomUUID().toString(), UUID.randomUUID().toString(), resourceId);
        }
    }

    static final String IMDS_PATH = "/metadata/identity/oauth2/token";
    static final String APP_SERVICE_PATH = "/msi/token";

    private static final String RESOURCES =
            "/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/testkit/providers/";

    private final URI entra;
    private final String identityHeader = RandomText.of(32);
    private final Identity systemAssigned = Identity.of(RESOURCES + "Microsoft.Compute/virtualMachines/testkit");
    private final List<Identity> userAssigned = new CopyOnWriteArrayList<>();
    private final TokenRequestLog log = new TokenRequestLog();
    private volatile boolean systemRemoved;

    FakeManagedIdentities(URI entra) {
        this.entra = entra;
    }

    /** {@return where the instance metadata service gives tokens, on this machine instead of 169.254.169.254} */
    public URI imdsEndpoint() {
        return URI.create(entra + IMDS_PATH);
    }

    /** {@return what App Service puts into the environment as {@code IDENTITY_ENDPOINT}} */
    public URI appServiceEndpoint() {
        return URI.create(entra + APP_SERVICE_PATH);
    }

    /** {@return what App Service puts into the environment as {@code IDENTITY_HEADER}, a secret} */
    public String identityHeader() {
        return identityHeader;
    }

    /** {@return the identity that requests mean which name none} */
    public Identity systemAssigned() {
        return systemAssigned;
    }

    /** Takes the machine its own identity, so that requests must name one. */
    public void removeSystemAssigned() {
        systemRemoved = true;
    }

    /**
     * Assigns another identity to the machine.
     *
     * @param name a name for the resource
     * @return the identity
     */
    public Identity assign(String name) {
        Identity identity = Identity.of(RESOURCES + "Microsoft.ManagedIdentity/userAssignedIdentities/" + name);
        userAssigned.add(identity);
        return identity;
    }

    /** {@return the requests that arrived since the start or {@link FakeEntra#reset}; the query is the form} */
    public List<RecordedRequest> requests() {
        return log.all();
    }

    void record(RecordedRequest request) {
        log.add(request);
    }

    Optional<Identity> find(String clientId, String objectId, String resourceId) {
        if (clientId.isEmpty() && objectId.isEmpty() && resourceId.isEmpty()) {
            return systemRemoved ? Optional.empty() : Optional.of(systemAssigned);
        }
        return userAssigned.stream()
                .filter(identity -> identity.clientId().equalsIgnoreCase(clientId)
                        || identity.objectId().equalsIgnoreCase(objectId)
                        || identity.resourceId().equalsIgnoreCase(resourceId))
                .findFirst();
    }

    void reset() {
        userAssigned.clear();
        systemRemoved = false;
        log.clear();
    }
}
