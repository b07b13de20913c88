package org.shanyraq.crm.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Notes the statements that a piece of work sends to the database, so that a test can say how many it may need. */
public final class StatementCounter implements BeanPostProcessor {

    private static final ThreadLocal<@Nullable List<String>> NOTED = new ThreadLocal<>();

    /** The SQL of all statements that the work prepares on this thread, in their order. */
    public static List<String> statementsOf(Supplier<?> work) {
        List<String> noted = new ArrayList<>();
        NOTED.set(noted);
        try {
            var ignored = work.get();
        } finally {
            NOTED.remove();
        }
        return noted;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource dataSource && !(bean instanceof Noting) ? new Noting(dataSource) : bean;
    }

    private static final class Noting extends DelegatingDataSource {

        Noting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return noting(super.getConnection());
        }

        private static Connection noting(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    Noting.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        List<String> noted = NOTED.get();
                        if (noted != null
                                && method.getName().equals("prepareStatement")
                                && arguments != null
                                && arguments[0] instanceof String sql) {
                            noted.add(sql);
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause() == null ? failed : failed.getCause();
                        }
                    });
        }
    }
}
