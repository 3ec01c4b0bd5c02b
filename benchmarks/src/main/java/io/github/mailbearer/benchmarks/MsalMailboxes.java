package io.github.mailbearer.benchmarks;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import io.github.mailbearer.testkit.FakeEntra;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Accounts in the cache of one MSAL4J application, of which one has its token refreshed by each call. The others are copies
 * of it under other identifiers, half of them before it and half after.
 */
final class MsalMailboxes implements Callable<IAuthenticationResult> {

    private static final Set<String> SCOPES = Set.of(StoredMailboxes.SCOPE);

    private final ConfidentialClientApplication msal;
    private final IAccount account;

    private MsalMailboxes(ConfidentialClientApplication msal, IAccount account) {
        this.msal = msal;
        this.account = account;
    }

    static MsalMailboxes of(FakeEntra entra, int mailboxes) throws MalformedURLException {
        ConfidentialClientApplication one = application(entra);
        String refreshToken = entra.issueRefreshToken(StoredMailboxes.MAILBOX, StoredMailboxes.SCOPE);
        IAccount account = one.acquireToken(
                        RefreshTokenParameters.builder(SCOPES, refreshToken).build())
                .join()
                .account();
        String cache = one.tokenCache().serialize();
        String person =
                account.homeAccountId().substring(0, account.homeAccountId().indexOf('.'));
        ConfidentialClientApplication all = application(entra);
        for (int other = 0; other < mailboxes; other++) {
            boolean itself = other == mailboxes / 2;
            all.tokenCache().deserialize(itself ? cache : cache.replace(person, new UUID(0, other).toString()));
        }
        int held = all.getAccounts().join().size();
        if (held != mailboxes) {
            throw new IllegalStateException(held + " accounts are held, not " + mailboxes);
        }
        return new MsalMailboxes(all, account);
    }

    private static ConfidentialClientApplication application(FakeEntra entra) throws MalformedURLException {
        return ConfidentialClientApplication.builder(
                        entra.clientId(), ClientCredentialFactory.createFromSecret(entra.clientSecret()))
                .authority("https://login.microsoftonline.com/" + entra.tenantId() + "/")
                .instanceDiscovery(false)
                .executorService(new CallerRuns())
                .httpClient(new Redirected(entra, HttpClient.newHttpClient()))
                .build();
    }

    @Override
    public IAuthenticationResult call() throws MalformedURLException {
        return msal.acquireTokenSilently(SilentParameters.builder(SCOPES, account)
                        .forceRefresh(true)
                        .build())
                .join();
    }

    private record Redirected(FakeEntra entra, HttpClient client) implements IHttpClient {

        @Override
        public IHttpResponse send(HttpRequest request) throws IOException, InterruptedException {
            java.net.http.HttpRequest.Builder outgoing = java.net.http.HttpRequest.newBuilder(
                            entra.uri().resolve(request.url().getFile()))
                    .method(request.httpMethod().name(), BodyPublishers.ofString(request.body()));
            request.headers().forEach(outgoing::setHeader);
            java.net.http.HttpResponse<String> answer = client.send(outgoing.build(), BodyHandlers.ofString());
            HttpResponse response =
                    new HttpResponse().statusCode(answer.statusCode()).body(answer.body());
            response.addHeaders(answer.headers().map());
            return response;
        }
    }
}
