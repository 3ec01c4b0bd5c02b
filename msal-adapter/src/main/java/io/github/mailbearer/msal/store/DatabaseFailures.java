package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.TokenCacheStoreException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Says what to do about what a database reports, by its SQLSTATE. */
final class DatabaseFailures {

    /** Serialization failure, deadlock, and H2's concurrent update. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01", "90131");

    private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04", "3F000", "90079");
    private static final Set<String> NO_COLUMN = Set.of("42703", "42S22");
    private static final Set<String> NO_RIGHT = Set.of("42501", "90096");
    private static final Set<String> TOO_LATE = Set.of("57014", "HYT00", "HY008", "70100", "55P03");
    private static final Set<String> READ_ONLY = Set.of("25006", "90097");
    /** H2's: the database is closed, or closing. */
    private static final Set<String> CLOSED = Set.of("90067", "90098", "90121");

    private DatabaseFailures() {}

    static TokenCacheStoreException of(String what, TokenTable table, Duration timeout, SQLException failure) {
        return new TokenCacheStoreException(
                what + ": " + reason(table, timeout, failure) + " (" + table + ", SQLSTATE " + state(failure) + ")",
                withoutData(failure));
    }

    private static String reason(TokenTable table, Duration timeout, SQLException failure) {
        String state = state(failure);
        if (NO_TABLE.contains(state)) {
            return "the table does not exist there. Create it once, by createSchema() of the JdbcTokenCacheStore or with"
                    + " the script schema-postgresql.sql, schema-h2.sql or schema-mariadb.sql, which are in"
                    + " io/github/mailbearer/msal/store of mailbearer-msal.jar";
        }
        if (NO_COLUMN.contains(state)) {
            return "the table has other columns. Compare it with the script in io/github/mailbearer/msal/store of"
                    + " mailbearer-msal.jar, or give another name with JdbcTokenCacheStore.builder(source).table(name)";
        }
        if (NO_RIGHT.contains(state)) {
            return "the database user may not. Grant SELECT, INSERT, UPDATE and DELETE on " + table.name();
        }
        if (READ_ONLY.contains(state)) {
            return "the database is read only. Give a data source that leads to the one that is written to";
        }
        if (failure instanceof SQLTimeoutException || TOO_LATE.contains(state)) {
            return "the database did not finish within " + timeout.toSeconds()
                    + " s. See whether it is overloaded, or who keeps the row locked";
        }
        if (isAway(failure, state)) {
            return "the database is away, refuses us, or the pool has no connection to give. It may work again without"
                    + " doing anything; else see whether the database runs and whether the pool is large enough";
        }
        if (state.startsWith("28")) {
            return "the database refuses the user or the password of the data source";
        }
        return "the database refused it, and its own log says why";
    }

    private static boolean isAway(SQLException failure, String state) {
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || CLOSED.contains(state);
    }

    static boolean asksForAnotherTry(SQLException failure) {
        return AGAIN.contains(state(failure));
    }

    static boolean isConstraintViolation(TokenCacheStoreException failure) {
        return failure.getCause() instanceof SQLException cause && state(cause).startsWith("23");
    }

    private static String state(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state == null ? "none" : state;
    }

    /**
     * The failure without the driver's words, which may quote the row: of any failure, if a driver is told to add the
     * statement and its values. What the failures are called says as much without them.
     */
    private static SQLException withoutData(SQLException failure) {
        StringJoiner names = new StringJoiner(", caused by ");
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            names.add(each.getClass().getName());
        }
        SQLException bare = new SQLException(
                names + " (SQLSTATE " + state(failure) + ", vendor code " + failure.getErrorCode()
                        + "); the driver's own words are left out, because they may quote the row",
                failure.getSQLState(),
                failure.getErrorCode());
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }
}
