package io.github.mailbearer.doctor;

import java.util.List;

/** All that is looked at, in the order in which one thing rests on another. */
final class Examinations {

    private Examinations() {}

    static List<Examination> of(SetUp setUp, String runId) {
        return List.of(
                new IdsCheck(setUp),
                new SecretCheck(setUp),
                new AuthorityFitCheck(setUp),
                new ScopesCheck(setUp),
                new CloudCheck(setUp),
                new IdentitiesCheck(setUp),
                new PropertiesCheck(setUp),
                new NamesCheck(setUp),
                new ConnectionCheck(setUp),
                new TlsCheck(setUp),
                new CapabilitiesCheck(setUp),
                new AuthorityCheck(setUp),
                new ClockCheck(),
                new AcquisitionCheck(setUp),
                new TokenFormCheck(setUp),
                new AudienceCheck(setUp),
                new OriginCheck(setUp),
                new PermissionsCheck(setUp),
                new AccountCheck(setUp),
                new LifetimeCheck(setUp),
                new LengthCheck(setUp),
                new SignInCheck(setUp),
                new MailboxCheck(setUp),
                new SenderCheck(setUp),
                new AlignmentCheck(setUp),
                new TestMailCheck(setUp, runId),
                new LongevityCheck(setUp),
                new HandOverCheck(setUp));
    }
}
