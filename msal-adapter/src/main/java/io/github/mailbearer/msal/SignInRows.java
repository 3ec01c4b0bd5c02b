package io.github.mailbearer.msal;

final class SignInRows {
    SignInRows(ConnectSettings s) {}

    void purgeOld() {}
}
