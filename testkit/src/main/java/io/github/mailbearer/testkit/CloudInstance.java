package io.github.mailbearer.testkit;

import java.util.Map;

/**
 * One of Microsoft's clouds, as a tenant's discovery document names it.
 *
 * @param name the {@code cloud_instance_name}
 * @param region the {@code tenant_region_scope}
 * @param graphHost the {@code msgraph_host}
 */
record CloudInstance(String name, String region, String graphHost) {

    static final CloudInstance WORLDWIDE = new CloudInstance("microsoftonline.com", "EU", "graph.microsoft.com");

    static final CloudInstance US_GOVERNMENT = new CloudInstance("microsoftonline.us", "USGov", "graph.microsoft.us");

    /** What the document says of the cloud. */
    Map<String, Object> members() {
        return Map.of("cloud_instance_name", name, "tenant_region_scope", region, "msgraph_host", graphHost);
    }
}
