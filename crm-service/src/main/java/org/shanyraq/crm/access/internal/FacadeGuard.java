package org.shanyraq.crm.access.internal;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.shared.Contention;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Stands in front of every facade: checks the declared right, and runs the call again when the database gave it up in favour
 * of another (deadlock, lock timeout, changed snapshot), which is safe since the transaction lies within. What is given a stream is not run
 * again, since that is read or written to already.
 */
final class FacadeGuard extends StaticMethodMatcherPointcutAdvisor {

    FacadeGuard(Access access) {
        setAdvice(new Check(access));
        setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return facadeMethod(method, targetClass).isPresent();
    }

    /**
     * The method of a facade interface that this method carries out.
     *
     * @throws IllegalStateException when it declares no right: nothing is open by default
     */
    private static Optional<Method> facadeMethod(Method method, Class<?> targetClass) {
        Optional<Method> found = ClassUtils.getAllInterfacesForClassAsSet(targetClass).stream()
                .filter(type -> type.isAnnotationPresent(Facade.class))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(declared -> declared.getName().equals(method.getName())
                        && Arrays.equals(declared.getParameterTypes(), method.getParameterTypes()))
                .findFirst();
        found.ifPresent(declared -> {
            if (!declared.isAnnotationPresent(Requires.class)) {
                throw new IllegalStateException(declared + " is a facade method and declares no right by @Requires");
            }
        });
        return found;
    }

    private static final class Check implements MethodInterceptor {

        private final Access access;

        Check(Access access) {
            this.access = access;
        }

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            Object target = invocation.getThis();
            Method declared = facadeMethod(
                            invocation.getMethod(),
                            target == null ? invocation.getMethod().getDeclaringClass() : target.getClass())
                    .orElseThrow();
            access.require(declared.getAnnotation(Requires.class).value());
            if (TransactionSynchronizationManager.isActualTransactionActive() || isGivenAStream(declared)) {
                return invocation.proceed();
            }
            return again((ProxyMethodInvocation) invocation);
        }

        private static boolean isGivenAStream(Method declared) {
            return Arrays.stream(declared.getParameterTypes())
                    .anyMatch(type -> type == InputStream.class || type == OutputStream.class);
        }

        @SuppressWarnings("NullAway") // what a facade method gives back may be null
        private static @Nullable Object again(ProxyMethodInvocation invocation) throws Throwable {
            return Contention.again(() -> invocation.invocableClone().proceed());
        }
    }
}
