package org.shanyraq.crm.benchmark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Notes the statements that a piece of work sends to the database with what is bound to them, so that they can be explained. */
final class Recorder implements BeanPostProcessor {

    private static final ThreadLocal<@Nullable List<Statement>> NOTED = new ThreadLocal<>();

    /** A statement and the calls that bound its values. */
    static final class Statement {

        private final String sql;
        private final List<Binding> bindings = new ArrayList<>();

        private Statement(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }

        /** The statement with something before it, and the same values. */
        PreparedStatement prepare(Connection connection, String prefix) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(prefix + sql);
            for (Binding binding : bindings) {
                call(statement, binding.method(), binding.arguments());
            }
            return statement;
        }
    }

    private record Binding(Method method, Object[] arguments) {}

    static List<Statement> statementsOf(Runnable work) {
        List<Statement> statements = new ArrayList<>();
        NOTED.set(statements);
        try {
            work.run();
        } finally {
            NOTED.remove();
        }
        return statements;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource dataSource && !(bean instanceof Recording) ? new Recording(dataSource) : bean;
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object[] arguments)
            throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Recording extends DelegatingDataSource {

        Recording(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return proxy(Connection.class, (method, arguments) -> {
                List<Statement> noted = NOTED.get();
                Object result = call(connection, method, arguments);
                return noted != null && result instanceof PreparedStatement statement
                        ? recording(statement, (String) arguments[0], noted)
                        : result;
            });
        }

        private static PreparedStatement recording(PreparedStatement target, String sql, List<Statement> noted) {
            Statement statement = new Statement(sql);
            noted.add(statement);
            return proxy(PreparedStatement.class, (method, arguments) -> {
                if (method.getName().startsWith("set") && method.getParameterCount() > 1) {
                    statement.bindings.add(new Binding(method, arguments));
                }
                return call(target, method, arguments);
            });
        }

        private interface Call {
            @Nullable
            Object make(Method method, @Nullable Object[] arguments) throws SQLException;
        }

        private static <T> T proxy(Class<T> type, Call call) {
            return type.cast(Proxy.newProxyInstance(
                    Recorder.class.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> call.make(method, arguments)));
        }
    }
}
