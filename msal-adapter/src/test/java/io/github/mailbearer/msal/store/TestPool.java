package io.github.mailbearer.msal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool of a few connections that knows how they went out and in which state they came back. */
public final class TestPool implements DataSource, AutoCloseable {

    private final Callable<Connection> connect;
    private final Semaphore free;
    private final int size;
    private final int waitMillis;
    private final boolean examining;
    private final Queue<Loan> idle = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Queue<String> statements = new ConcurrentLinkedQueue<>();

    private TestPool(int size, int waitMillis, boolean examining, Callable<Connection> connect) {
        this.size = size;
        this.waitMillis = waitMillis;
        this.examining = examining;
        this.connect = connect;
        free = new Semaphore(size);
    }

    /** One that does no more than a pool must, where the time that a test takes counts. */
    public static TestPool swift(int size, Callable<Connection> connect) {
        return new TestPool(size, 30_000, false, connect);
    }

    TestPool(int size, int waitMillis, Callable<Connection> connect) {
        this(size, waitMillis, true, connect);
    }

    TestPool(Callable<Connection> connect) {
        this(4, 30_000, connect);
    }

    @Override
    public Connection getConnection() throws SQLException {
        boolean got;
        try {
            got = free.tryAcquire(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", e);
        }
        if (!got) {
            throw new SQLTransientConnectionException("all " + size + " connections are out");
        }
        try {
            Loan loan = idle.poll();
            return lend(loan == null ? opened(connect.call()) : loan);
        } catch (SQLException e) {
            free.release();
            throw e;
        } catch (Exception e) {
            free.release();
            throw new SQLException("no connection", e);
        }
    }

    private static Loan opened(Connection connection) throws SQLException {
        Loan loan = new Loan(connection, state(connection));
        endTransaction(connection);
        return loan;
    }

    private Connection lend(Loan loan) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        takeBack(loan);
                        return null;
                    }
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                    }
                    return invoke(loan.connection(), method, arguments);
                });
    }

    private static Object invoke(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void takeBack(Loan loan) throws SQLException {
        Connection connection = loan.connection();
        try {
            if (connection.isClosed() || examining && !connection.isValid(5)) {
                connection.close();
                return;
            }
            if (examining && !state(connection).equals(loan.state())) {
                complaints.add("went out as " + loan.state() + " and came back as " + state(connection));
            }
            endTransaction(connection);
            idle.add(loan);
        } finally {
            free.release();
        }
    }

    /** To be asked for its state is a transaction to H2. */
    private static void endTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    private static String state(Connection connection) throws SQLException {
        return "autoCommit=" + connection.getAutoCommit() + " isolation=" + connection.getTransactionIsolation()
                + " readOnly=" + connection.isReadOnly() + " networkTimeout=" + connection.getNetworkTimeout();
    }

    /** How many prepared statements that begin so went out since the start. */
    public int statements(String beginning) {
        return (int) statements.stream()
                .filter(statement -> statement.startsWith(beginning))
                .count();
    }

    void assertAllCameBackAsTheyWere() {
        assertThat(free.availablePermits()).as("connections at home").isEqualTo(size);
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() throws SQLException {
        for (Loan loan = idle.poll(); loan != null; loan = idle.poll()) {
            loan.connection().close();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    /** A connection, and how it was when it was opened. */
    private record Loan(Connection connection, String state) {}
}
