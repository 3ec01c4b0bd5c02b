package io.github.mailbearer.doctor;

/** 15: what an administrator of Exchange is to be given. */
final class HandOverCheck extends Examination {

    private final SetUp setUp;

    HandOverCheck(SetUp setUp) {
        super("15", "For the administrator", "0f");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        if (!setUp.profile().isMicrosoft() || setUp.profile().isPersonal()) {
            return Finding.notNeeded("There is nothing to run in Exchange.");
        }
        return Finding.pass(
                "A script for Exchange Online PowerShell can be had, with these values filled in: it looks at"
                        + " and sets what an administrator can.");
    }
}
