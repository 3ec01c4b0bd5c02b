package io.github.mailbearer.testkit;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a fake Entra is made of, put together and listening. */
final class EntraParts {

    final LoopbackServer server = LoopbackServer.bind("FakeEntra");
    final TokenRequestLog log = new TokenRequestLog();
    final ScriptedReplies replies = new ScriptedReplies();
    final Directory directory = new Directory();
    final Consents consents = new Consents();
    final ShiftedClock clock;
    final AppRegistration app;
    final TokenIssuer issuer;
    final TokenCheck check;
    final PersonTokens personTokens;
    final RefreshTokens refreshTokens;
    final AuthorizeEndpoint authorize;
    final AdminConsentPages adminConsent;
    final DeviceCodes deviceCodes;
    final DeviceLoginPage deviceLogin;
    final FakeManagedIdentities identities;
    final EntraMetadata metadata;
    private final AuthorizationCodes codes;

    EntraParts(String tenantId, InstantSource source) {
        clock = new ShiftedClock(source);
        TokenSigner signer = new TokenSigner();
        app = new AppRegistration(tenantId);
        Claims claims = new Claims(app, clock);
        issuer = new TokenIssuer(claims, signer);
        check = new IssuedTokenCheck(app, signer, issuer, clock);
        personTokens = new PersonTokens(app, consents, claims, issuer, signer);
        refreshTokens = new RefreshTokens(app.clientId(), clock);
        codes = new AuthorizationCodes(app.clientId(), clock);
        deviceCodes = new DeviceCodes(clock);
        identities = new FakeManagedIdentities(uri());
        authorize = new AuthorizeEndpoint(app, consents, codes, personTokens, clock);
        adminConsent = new AdminConsentPages(authorize, app, consents, clock);
        deviceLogin = new DeviceLoginPage(deviceCodes, directory, consents);
        ManagedIdentityEndpoint identity = new ManagedIdentityEndpoint(identities, claims, issuer, clock);
        metadata = new EntraMetadata(uri().toString(), app, issuer, signer, clock);
        List<Site> sites = List.of(
                new SignInPages(authorize, directory, consents, clock),
                adminConsent,
                new DeviceCodeEndpoint(uri().toString(), app, deviceCodes, clock),
                deviceLogin,
                metadata);
        server.start(new EntraFront(tokenEndpoint(), identity, sites, log, replies, clock)::serve);
    }

    private TokenEndpoint tokenEndpoint() {
        String path = "/" + app.tenantId() + "/oauth2/v2.0/token";
        Set<String> audiences = Set.of("https://login.microsoftonline.com" + path, uri() + path);
        ClientAuthentication clients = new ClientAuthentication(app, new ClientAssertionCheck(app, audiences, clock));
        Grant deviceCode = new DeviceCodeGrant(clients, deviceCodes, refreshTokens, personTokens, clock);
        return new TokenEndpoint(
                app,
                Map.of(
                        "client_credentials",
                        new ClientCredentialsGrant(clients, issuer),
                        "authorization_code",
                        new AuthorizationCodeGrant(clients, codes, refreshTokens, personTokens),
                        "refresh_token",
                        new RefreshTokenGrant(clients, refreshTokens, personTokens),
                        DeviceCodeGrant.TYPE,
                        deviceCode,
                        DeviceCodeGrant.OLD_TYPE,
                        deviceCode));
    }

    URI uri() {
        return URI.create("http://" + server.address() + ":" + server.port());
    }

    /** Ends what a scenario may have begun. */
    void clearStage() {
        replies.clear();
        issuer.override(Map.of());
        app.gone(false);
        personTokens.omitRefreshToken(false);
        metadata.cloud(CloudInstance.WORLDWIDE);
        clock.offset(Duration.ZERO);
    }

    void reset() {
        clearStage();
        replies.latency(Duration.ZERO);
        issuer.reset();
        app.reset();
        directory.reset();
        consents.reset();
        personTokens.reset();
        refreshTokens.reset();
        codes.reset();
        deviceCodes.reset();
        identities.reset();
        log.clear();
    }
}
