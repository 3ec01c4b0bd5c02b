package io.github.mailbearer.diagnosis;

import java.util.Arrays;
import java.util.List;

/**
 * What Entra answers, number by number, and which entry of the catalogue that is: written from the list of facts, not from
 * the catalogue.
 */
final class EntraAnswers {

    private static final String TABLE = """
            E1  | credential    | 7000215 | invalid_client | Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '00000000-1111-2222-3333-444444444444'.
            E2  | credential    | 7000222 | invalid_client | The provided client secret keys for app '00000000-1111-2222-3333-444444444444' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.
            E3  | credential    | 70002   | invalid_client | Error validating credentials. AADSTS50012: Invalid client secret is provided.
            E4  | configuration | 7000218 | invalid_client | The request body must contain the following parameter: 'client_assertion' or 'client_secret'.
            E5  | configuration | 700025  | invalid_client | Client is public so neither 'client_assertion' nor 'client_secret' should be presented.
            E6  | credential    | 700027  | invalid_client | The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '85A2F1'.
            E7  | configuration | 700024  | invalid_client | Client assertion is not within its valid time range. Current time: 2026-11-22T10:20:30.1234567Z, assertion valid from 2026-11-22T08:00:00.0000000Z, expiry time of assertion 2026-11-22T08:10:00.0000000Z.
            E8  | credential    | 700030  | invalid_client | Invalid certificate - subject name in certificate is not authorized. SubjectNames/SubjectAlternativeNames (up to 10) in token certificate are: CN=mail.contoso.com.
            E8  | credential    | 50012   | invalid_client | Authentication failed. Thumbprint of the signing certificate is not authorized.
            E9  | configuration | 700016  | unauthorized_client | Application with identifier '00000000-1111-2222-3333-444444444444' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.
            E10 | configuration | 7000112 | unauthorized_client | Application '00000000-1111-2222-3333-444444444444'(Mail) is disabled.
            E10 | configuration | 700011  | unauthorized_client | Application with identifier 00000000-1111-2222-3333-444444444444 was not found in the directory.
            E10 | configuration | 70001   | unauthorized_client | The application named Mail was not found in the tenant named Contoso.
            E10 | configuration | 1000031 | unauthorized_client | Application Mail cannot be accessed at this time. Contact your administrator.
            E11 | configuration | 90002   | invalid_request | Tenant 'contosso.com' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.
            E11 | configuration | 900023  | invalid_request | Specified tenant identifier 'contoso' is neither a valid DNS name, nor a valid external domain.
            E12 | configuration | 50059   | invalid_request | No tenant-identifying information found in either the request or implied by any provided credentials.
            E12 | configuration | 50128   | invalid_request | Invalid domain name - No tenant-identifying information found in either the request or implied by any provided credentials.
            E13 | configuration | 90038   | invalid_request | The specified tenant 'contoso.us' belongs to the National Cloud 'MicrosoftOnline.US'. Current cloud instance 'MicrosoftOnline.COM' does not federate with MicrosoftOnline.US.
            E13 | configuration | 900382  | invalid_request | Confidential Client is not supported in Cross Cloud request.
            E13 | configuration | 900432  | invalid_request | Confidential Client is not supported in Cross Cloud request.
            E14 | configuration | 500011  | invalid_resource | The resource principal named https://outlok.office365.com was not found in the tenant named Contoso.
            E14 | configuration | 50001   | invalid_resource | The application named https://outlook.office.test was not found in the tenant named Contoso.
            E15 | configuration | 650052  | invalid_client | The app is trying to access a service '00000002-0000-0ff1-ce00-000000000000'(Office 365 Exchange Online) that your organization 'Contoso' lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions.
            E15 | configuration | 500014  | invalid_resource | The service principal for resource 'https://outlook.office365.com' is disabled. This indicate that a subscription within the tenant has lapsed.
            E16 | configuration | 50194   | invalid_request | Application '00000000-1111-2222-3333-444444444444'(Mail) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'.
            E17 | configuration | 9001023 | invalid_request | The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.
            E17 | configuration | 90124   | invalid_request | Resource 'https://outlook.office365.com' is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.
            E17 | configuration | 90130   | invalid_request | Application '00000000-1111-2222-3333-444444444444' (Mail) is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.
            E18 | configuration | 9002332 | unauthorized_client | Application '00000000-1111-2222-3333-444444444444'(Mail) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.
            E18 | configuration | 9002331 | unauthorized_client | Application '00000000-1111-2222-3333-444444444444'(Mail) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.
            E19 | configuration | 500208  | invalid_request | The domain is not a valid login domain for the account type.
            E19 | configuration | 500200  | invalid_request | User account 'somebody@outlook.com' is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization.
            E20 | sign-in       | 50020   | invalid_request | User account 'somebody@outlook.com' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application '00000000-1111-2222-3333-444444444444'(Mail) in that tenant. The account needs to be added as an external user in the tenant first.
            E20 | sign-in       | 50034   | invalid_grant | The user account somebody@contoso.com does not exist in the contoso.com directory. To sign into this application, the account must be added to the directory.
            E20 | sign-in       | 16000   | interaction_required | User account 'somebody@fabrikam.com' from identity provider 'live.com' does not exist in tenant 'Microsoft Services' and cannot access the application.
            E20 | sign-in       | 90072   | invalid_grant | User account 'somebody@fabrikam.com' from identity provider 'https://sts.windows.net/x/' does not exist in tenant 'Contoso' and cannot access the application.
            E20 | sign-in       | 51004   | invalid_grant | The user account somebody@contoso.com does not exist in the Contoso directory. To sign into this application, the account must be added to the directory.
            E21 | credential    | 50126   | invalid_grant | Error validating credentials due to invalid username or password.
            E21 | credential    | 50055   | invalid_grant | The password is expired.
            E21 | credential    | 50144   | invalid_grant | The user's Active Directory password has expired.
            E21 | credential    | 50056   | invalid_grant | Invalid or null password: password does not exist in the directory for this user.
            E21 | credential    | 50057   | invalid_grant | The user account is disabled.
            E21 | credential    | 50053   | invalid_grant | The account is locked, you've tried to sign in too many times with an incorrect user ID or password.
            E22 | sign-in       | 50076   | interaction_required | Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000002-0000-0ff1-ce00-000000000000'.
            E22 | sign-in       | 50074   | invalid_grant | Strong Authentication is required.
            E22 | sign-in       | 50158   | interaction_required | External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.
            E23 | sign-in       | 50079   | interaction_required | Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '00000002-0000-0ff1-ce00-000000000000'.
            E23 | sign-in       | 50072   | invalid_grant | Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '00000002-0000-0ff1-ce00-000000000000'.
            E23 | sign-in       | 50078   | invalid_grant | Presented multi-factor authentication has expired due to policies configured by your administrator, you must refresh your multi-factor authentication to access '00000002-0000-0ff1-ce00-000000000000'.
            E24 | policy        | 53003   | invalid_grant | Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.
            E24 | policy        | 53000   | invalid_grant | Device is not in required device state: Unregistered. Conditional Access policy requires a compliant device, and the device is not compliant.
            E24 | policy        | 53001   | invalid_grant | Device is not in required device state: Unregistered. Conditional Access policy requires a domain joined device, and the device is not domain joined.
            E24 | policy        | 53002   | invalid_grant | The application used is not an approved application for Conditional Access. User needs to use one of the apps from the list of approved applications.
            E24 | policy        | 53011   | invalid_grant | User blocked due to risk on home tenant.
            E25 | policy        | 530035  | access_denied | Access has been blocked by security defaults. This is due to the request using legacy auth or being deemed unsafe by security defaults policies.
            E26 | policy        | 530034  | access_denied | A delegated administrator was blocked from accessing the tenant due to account risk in their home tenant.
            E27 | policy        | 530032  | access_denied | The tenant admin has configured a security policy that blocks this request.
            E27 | policy        | 500021  | access_denied | Access to 'Contoso' tenant is denied.
            E27 | policy        | 500022  | access_denied | Access to 'Contoso' tenant is denied.
            E27 | policy        | 500212  | access_denied | The user's administrator has set an outbound access policy that does not allow access to the resource tenant.
            E27 | policy        | 500213  | access_denied | The resource tenant's cross-tenant access policy does not allow this user to access this tenant.
            E28 | policy        | 50097   | interaction_required | Device authentication is required.
            E28 | policy        | 50129   | invalid_grant | Device is not Workplace joined. Workplace join is required to register the device.
            E29 | permission    | 50105   | invalid_grant | Your administrator has configured the application Mail ('00000000-1111-2222-3333-444444444444') to block users unless they are specifically granted ('assigned') access to the application.
            E30 | consent       | 65001   | invalid_grant | The user or administrator has not consented to use the application with ID '00000000-1111-2222-3333-444444444444' named 'Mail'. Send an interactive authorization request for this user and resource.
            E31 | consent       | 65004   | access_denied | User declined to consent to access the app.
            E32 | consent       | 90094   | access_denied | The grant requires admin permission.
            E32 | consent       | 90095   | access_denied | Admin consent is required. The request for access was sent to an administrator.
            E33 | configuration | 650056  | invalid_client | Misconfigured application. This could be due to one of the following: the client has not listed any permissions for 'Office 365 Exchange Online' in the requested permissions in the client's application registration. Or, the admin has not consented in the tenant. Or, check the application identifier in the request to ensure it matches the configured client application identifier.
            E33 | configuration | 65005   | invalid_resource | The client application has requested access to resource 'https://outlook.office365.com'. This request has failed because the client has not specified this resource in its requiredResourceAccess list.
            E33 | configuration | 650057  | invalid_resource | Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration.
            E33 | configuration | 65002   | invalid_client | Consent between first party application '00000000-1111-2222-3333-444444444444' and first party resource '00000002-0000-0ff1-ce00-000000000000' must be configured via preauthorization.
            E34 | configuration | 70011   | invalid_scope | The provided value for the input parameter 'scope' is not valid. The scope SMTP.Sendd is not valid.
            E35 | configuration | 650053  | invalid_scope | The application 'Mail' asked for scope 'SMTP.SendAsApp' that doesn't exist on the resource '00000002-0000-0ff1-ce00-000000000000'. Contact the app vendor.
            E36 | configuration | 28000   | invalid_grant | Provided value for the input parameter scope is not valid because it contains more than one resource. Scope https://outlook.office.com/SMTP.Send https://graph.microsoft.com/User.Read offline_access is not valid.
            E36 | configuration | 700022  | invalid_request | Provided value for the input parameter scope is not valid because it contains more than one resource. Scope https://outlook.office.com/SMTP.Send https://graph.microsoft.com/User.Read openid profile is not valid.
            E37 | configuration | 1002012 | invalid_scope | The provided value for scope https://outlook.office.com/SMTP.Send is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).
            E38 | configuration | 901002  | invalid_request | The 'resource' request parameter is not supported.
            E39 | protocol      | 900144  | invalid_request | The request body must contain the following parameter: 'grant_type'.
            E39 | protocol      | 90014   | invalid_request | The required field 'scope' is missing from the credential. Ensure that you have all the necessary parameters for the login request.
            E39 | protocol      | 9002313 | invalid_request | Invalid request. Request is malformed or invalid.
            E39 | protocol      | 900561  | invalid_request | The endpoint only accepts POST requests. Received a GET request.
            E39 | protocol      | 90056   | invalid_request | This endpoint only accepts POST, OPTIONS requests. Received a GET request.
            E40 | configuration | 50011   | invalid_request | The redirect URI 'http://mail.contoso.com/callback' specified in the request does not match the redirect URIs configured for the application '00000000-1111-2222-3333-444444444444'.
            E41 | configuration | 500113  | invalid_request | No reply address is registered for the application.
            E41 | configuration | 900971  | invalid_request | No reply address provided.
            E42 | protocol      | 700054  | unsupported_response_type | response_type 'id_token' is not enabled for the application.
            E42 | protocol      | 70005   | unsupported_response_type | Response type 'token' is not enabled for the app.
            E42 | protocol      | 70007   | invalid_request | 'fragment' is not a supported value of 'response_mode' when requesting a token.
            E43 | sign-in       | 54005   | invalid_grant | OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.
            E43 | sign-in       | 70008   | invalid_grant | The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.
            E43 | sign-in       | 700005  | invalid_grant | Provided Authorization Code is intended to use against other tenant, thus rejected. OAuth2 Authorization Code must be redeemed against same tenant it was acquired for (/common or /contoso.com as appropriate)
            E44 | protocol      | 501481  | invalid_grant | The Code_Verifier does not match the code_challenge supplied in the authorization request.
            E44 | protocol      | 50147   | invalid_request | The size of the Code_Challenge parameter is not valid.
            E45 | sign-in       | 700082  | invalid_grant | The refresh token has expired due to inactivity. The token was issued on 2026-07-01T08:00:00.1234567Z and was inactive for 90.00:00:00.
            E46 | sign-in       | 50173   | invalid_grant | The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '2026-10-01T08:00:00.1234567Z' and the TokensValidFrom date (before which tokens are not valid) for this user is '2026-11-20T08:00:00.0000000Z'.
            E46 | sign-in       | 50132   | invalid_grant | The session is not valid due to password expiration or recent password change.
            E46 | sign-in       | 50133   | invalid_grant | Session is invalid due to expiration or recent password change.
            E46 | sign-in       | 50089   | invalid_grant | Flow token expired.
            E46 | sign-in       | 70043   | invalid_grant | The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on 2026-11-20T08:00:00.0000000Z and the maximum allowed lifetime for this request is 86400.
            E46 | sign-in       | 700084  | invalid_grant | The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.
            E46 | sign-in       | 70000   | invalid_grant | Provided grant is invalid or malformed.
            E46 | sign-in       | 50085   | invalid_grant | Refresh token needs social IDP login. Have user try signing-in again with username -password
            E47 | throttling    | 50196   | invalid_grant | The server terminated an operation because it encountered a client request loop. Please contact your app vendor.
            E48 | throttling    | 90055   | temporarily_unavailable | There are too many incoming requests.
            E49 | transient     | 50033   | temporarily_unavailable | A transient error has occurred. Please try again.
            E49 | transient     | 90006   | temporarily_unavailable | The service is temporarily unavailable. Please retry later.
            E49 | transient     | 90012   | temporarily_unavailable | Request timed out.
            E49 | transient     | 90024   | temporarily_unavailable | Request budget exceeded. A transient error has occurred. Please try again.
            E49 | transient     | 90033   | temporarily_unavailable | A transient error has occurred. Please try again.
            E49 | transient     | 90090   | server_error | The service is temporarily unavailable.
            E49 | transient     | 40010   | server_error | There's an issue with your federated Identity Provider.
            E49 | transient     | 70012   | server_error | A server error occurred while authenticating an MSA (consumer) user. Try again.
            E49 | transient     | 50087   | temporarily_unavailable | A transient error has occurred during strong authentication. Please try again.
            E50 | sign-in       | 50058   | login_required | A silent sign-in request was sent but no user is signed in.
            E51 | configuration | 90009   | invalid_request | Application '00000000-1111-2222-3333-444444444444'(Mail) is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.
            E52 | sign-in       | 70016   | authorization_pending | OAuth 2.0 device flow error. Authorization is pending. Continue polling.
            E52a | sign-in      | 70018   | bad_verification_code | Invalid verification code due to User typing in wrong user code for device code flow.
            E52a | sign-in      | 70019   | expired_token | Verification code expired.
            E52a | sign-in      | 90119   | invalid_request | The user code is null or empty.
            E52a | sign-in      | 90120   | invalid_request | The request was already authorized or declined.
            E52a | sign-in      | 50134   | invalid_grant | Wrong data center. To authorize a request that was initiated by an app in the OAuth 2.0 device flow, the authorizing party must be in the same data center where the original request resides.
            """;

    private static final List<Answer> ALL = TABLE.lines().map(Answer::of).toList();

    private EntraAnswers() {}

    /**
     * One answer.
     *
     * @param entry the id of the entry that it is
     * @param kind the word for its kind
     * @param number the digits after AADSTS
     * @param error the OAuth error
     * @param description what Entra says after the number
     */
    record Answer(String entry, String kind, int number, String error, String description) {

        private static Answer of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", 5)).map(String::strip).toList();
            return new Answer(cells.get(0), cells.get(1), Integer.parseInt(cells.get(2)), cells.get(3), cells.get(4));
        }

        @Override
        public String toString() {
            return entry + " AADSTS" + number;
        }
    }

    static List<Answer> all() {
        return ALL;
    }
}
