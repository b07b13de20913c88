package org.shanyraq.crm.shared.web;

import jakarta.servlet.MultipartConfigElement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import javax.sql.DataSource;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.mission.Officers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;

/** The shell of the pages and the base of the API, all of it below the base path. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration",
            "org.shanyraq.crm.shared.internal.SharedAutoConfiguration",
            "org.shanyraq.crm.access.internal.AccessAutoConfiguration",
            "org.shanyraq.crm.mission.internal.MissionAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(WebProperties.class)
public final class SharedWebAutoConfiguration {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    @Bean
    static MessagesPostProcessor crmMessagesPostProcessor() {
        return new MessagesPostProcessor();
    }

    @Bean
    static ScannedControllers crmScannedControllers() {
        return new ScannedControllers();
    }

    @Bean
    Assets crmAssets(WebProperties web) {
        return new Assets(web);
    }

    @Bean
    UserLanguage crmUserLanguage(Access access, ObjectProvider<Officers> officers) {
        return new UserLanguage(access, officers);
    }

    @Bean
    CrmViews crmViews(
            WebProperties web,
            UserLanguage language,
            ObjectProvider<ThymeleafViewResolver> thymeleaf,
            PageSupport crm) {
        return new CrmViews(web, language, thymeleaf, crm);
    }

    @Bean
    SpringResourceTemplateResolver crmTemplateResolver(@Value("${spring.thymeleaf.cache:true}") boolean cache) {
        SpringResourceTemplateResolver templates = new SpringResourceTemplateResolver();
        templates.setName("crm");
        templates.setPrefix("classpath:/templates/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding("UTF-8");
        templates.setResolvablePatterns(Set.of("crm/*"));
        templates.setCacheable(cache);
        templates.setOrder(0);
        return templates;
    }

    @Bean
    PageSupport crm(
            WebProperties web,
            Assets assets,
            Access access,
            UserLanguage language,
            MessageSource messages,
            ObjectProvider<Officers> officers,
            ObjectProvider<NavigationItem> navigation,
            ObjectProvider<StartLink> startLinks,
            ObjectProvider<RecordPanel> panels,
            ObjectProvider<HistoryName> historyNames,
            ObjectProvider<QuickEntry> quickEntry,
            @Value("${crm.security.login:oidc}") String login,
            @Qualifier("crmClock") ObjectProvider<Clock> clock) {
        return new PageSupport(
                web,
                assets,
                access,
                language,
                messages,
                officers,
                navigation,
                startLinks,
                panels,
                historyNames,
                quickEntry,
                "oidc".equalsIgnoreCase(login),
                clock.getIfAvailable(() -> Clock.system(ZoneId.of("Europe/Brussels")))
                        .getZone());
    }

    @Bean
    Redirects crmRedirects(WebProperties web) {
        return new Redirects(web);
    }

    @Bean
    ApiJson crmApiJson() {
        return new ApiJson();
    }

    @Bean
    UploadLimit crmUploadLimit(ObjectProvider<MultipartConfigElement> server) {
        return new UploadLimit(server);
    }

    @Bean
    RefusalWriter crmRefusalWriter(
            WebProperties web,
            CrmViews views,
            UserLanguage language,
            MessageSource messages,
            ApiJson json,
            UploadLimit uploads,
            ObjectProvider<PublicPath> publicPaths) {
        return new RefusalWriter(
                web,
                views,
                language,
                messages,
                json.mapper(),
                uploads,
                publicPaths.stream().toList());
    }

    @Bean
    CrmExceptionResolver crmExceptionResolver(RefusalWriter refusals) {
        return new CrmExceptionResolver(refusals);
    }

    @Bean
    ApiSupport crmApiSupport(WebProperties web, IdempotentCalls calls, ApiJson json) {
        return new ApiSupport(web, calls, json.mapper());
    }

    @Bean
    ApiDocumentController crmApiDocumentController(WebProperties web) {
        return new ApiDocumentController(web);
    }

    @Bean
    IdempotentCalls crmIdempotentCalls(
            ObjectProvider<DataSource> dataSource,
            ObjectProvider<PlatformTransactionManager> transactions,
            Access access,
            ApiJson json) {
        return new IdempotentCalls(dataSource, transactions, access, json.mapper());
    }

    @Bean
    FilterRegistrationBean<EdgeFilter> crmEdgeFilter(
            RefusalWriter refusals,
            Assets assets,
            WebProperties web,
            ObjectProvider<FormTarget> formTargets,
            ObjectProvider<PublicPath> publicPaths) {
        FilterRegistrationBean<EdgeFilter> filter = new FilterRegistrationBean<>(new EdgeFilter(
                refusals,
                assets,
                web,
                formTargets.stream().toList(),
                publicPaths.stream().toList()));
        filter.addUrlPatterns(web.basePath(), web.path("/*"));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }

    @Bean
    NavigationItem crmStartNavigationItem() {
        return new NavigationItem("start", "", Right.BE_HERE, 0, "home");
    }

    @Bean
    BindingAdvice crmBindingAdvice() {
        return new BindingAdvice();
    }

    @Bean
    StartController crmStartController(
            PageSupport page, ObjectProvider<HelpTable> tables, ObjectProvider<StartPanel> panels) {
        return new StartController(page, tables, panels);
    }

    @Bean
    WebMvcConfigurer crmWebMvcConfigurer(WebProperties web, Assets assets, Access access, ApiJson json) {
        return new WebMvcConfigurer() {

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler(assets.libraryPath())
                        .setCacheControl(
                                CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
                        .setUseLastModified(false)
                        .resourceChain(false)
                        .addResolver(new OneResource(assets.lean()));
                registry.addResourceHandler(assets.pattern())
                        .addResourceLocations(assets.folders().toArray(Resource[]::new))
                        .setCacheControl(
                                CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RightInterceptor(access, assets))
                        .addPathPatterns(web.basePath(), web.path("/**"));
                registry.addInterceptor(new ParameterInterceptor()).addPathPatterns(web.path("/api/**"));
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                CrmConversions.register(registry);
            }

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.addCustomConverter(json.converter());
            }
        };
    }
}
