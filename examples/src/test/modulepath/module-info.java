/** An application as users write them: named, and requiring what it uses. */
module io.github.mailbearer.examples.modulepath {
    requires io.github.mailbearer;
    requires io.github.mailbearer.msal;
    requires io.github.mailbearer.testkit;

    provides io.github.mailbearer.TokenProviderFactory with
            io.github.mailbearer.examples.modulepath.FakeEntraTokens;
}
