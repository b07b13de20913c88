package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses calls of the API with a query parameter that the route does not know: a misspelt filter must not give everything. */
final class ParameterInterceptor implements HandlerInterceptor {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("org.shanyraq.crm.")) {
            Set<String> allowed = known.computeIfAbsent(method.getMethod(), m -> parametersOf(method));
            for (String name : request.getParameterMap().keySet()) {
                if (!allowed.contains(name)) {
                    throw ApiSupport.unknownParameter(name);
                }
            }
        }
        return true;
    }

    private static Set<String> parametersOf(HandlerMethod method) {
        Set<String> names = new HashSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null) {
                String name = asked.name().isEmpty() ? parameter.getParameterName() : asked.name();
                if (name != null) {
                    names.add(name);
                }
            } else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
                Class<?> type = parameter.getParameterType();
                if (type.isRecord()) {
                    for (RecordComponent component : type.getRecordComponents()) {
                        names.add(component.getName());
                    }
                } else {
                    for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
                        names.add(property.getName());
                    }
                }
            }
        }
        return names;
    }
}
