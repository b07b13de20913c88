package org.shanyraq.crm.api;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A foreign application that scans nothing: what it has of the CRM, it has from auto-configuration. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ApiTestApplication {}
