package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.IClientCredential;

/** A credential as MSAL takes it. */
abstract sealed class MsalCredential implements EntraCredential permits ClientSecret, ClientCertificate {

    /**
     * The credential in force now.
     *
     * @param application whose it is, for messages
     */
    abstract IClientCredential current(String application);
}
