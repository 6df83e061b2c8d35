import dev.startgate.cdk8s.Check;
import dev.startgate.cdk8s.Condition;
import dev.startgate.cdk8s.DependencyOptions;
import dev.startgate.cdk8s.HttpGetCheckOptions;
import dev.startgate.cdk8s.Mechanism;
import dev.startgate.cdk8s.OnError;
import dev.startgate.cdk8s.OnTimeout;
import dev.startgate.cdk8s.OpenTelemetryCollector;
import dev.startgate.cdk8s.OpenTelemetryCollectorProps;
import dev.startgate.cdk8s.OrderedContainer;
import dev.startgate.cdk8s.PolicyDependency;
import dev.startgate.cdk8s.Severity;
import dev.startgate.cdk8s.Sidecar;
import dev.startgate.cdk8s.SidecarOptions;
import dev.startgate.cdk8s.StartOrder;
import dev.startgate.cdk8s.StartOrderDefaults;
import dev.startgate.cdk8s.StartOrderOptions;
import dev.startgate.cdk8s.StartOrderPolicy;
import dev.startgate.cdk8s.Step;
import dev.startgate.cdk8s.StepJob;
import dev.startgate.cdk8s.StepProps;
import dev.startgate.cdk8s.When;
import dev.startgate.cdk8s.WorkloadSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.Duration;
import org.cdk8s.plus28.ContainerProps;
import org.cdk8s.plus28.Deployment;

/** What a user of the Java package writes. Writes a file for each story into the folder that the first argument names. */
public final class Stories {
    private static final String RUNTIME = "registry.example/startgate:0.1.0";

    public static void main(String[] args) throws IOException {
        Map<String, Supplier<String>> stories = new LinkedHashMap<>();
        stories.put("example", Stories::example);
        stories.put("guard", Stories::guard);
        stories.put("steps", Stories::steps);
        stories.put("preset", Stories::preset);
        stories.put("policy", Stories::policy);
        stories.put("findings", Stories::findings);
        stories.put("cycle", Stories::cycle);
        for (Map.Entry<String, Supplier<String>> story : stories.entrySet()) {
            Files.writeString(Path.of(args[0], story.getKey()), story.getValue().get());
        }
    }

    private static String example() {
        App app = new App();
        Deployment web = Deployment.Builder.create(new Chart(app, "shop"), "web")
                .containers(List.of(
                        ContainerProps.builder().name("app").image("shop/web:1.0").command(List.of("/web")).build(),
                        ContainerProps.builder().name("proxy").image("shop/proxy:1.0").portNumber(8080).build()))
                .build();
        StartOrder order = StartOrder.of(web).configure(StartOrderOptions.builder().runtimeImage(RUNTIME).build());
        OrderedContainer proxy = order.container("proxy")
                .readyWhen(Check.httpGet("/ready", HttpGetCheckOptions.builder().port(8080).build()));
        order.container("app").dependsOn(proxy);
        return app.synthYaml();
    }

    private static String guard() {
        App app = new App();
        Deployment web = Deployment.Builder.create(new Chart(app, "shop"), "web")
                .containers(List.of(
                        ContainerProps.builder().name("app").image("shop/web:1.0").command(List.of("/app")).build(),
                        ContainerProps.builder().name("worker").image("shop/worker:1.0").build(),
                        ContainerProps.builder().name("proxy").image("shop/proxy:1.0").build()))
                .build();
        StartOrder order = StartOrder.of(web).configure(StartOrderOptions.builder()
                .kubernetesVersion("1.28")
                .mechanism(Mechanism.GUARD)
                .runtimeImage(RUNTIME)
                .build());
        OrderedContainer proxy = order.container("proxy").readyWhen(Check.httpGet("/ready", HttpGetCheckOptions.builder()
                .port(8080)
                .headers(Map.of("X-Probe", "1"))
                .statuses(List.of(200, 204))
                .interval(Duration.millis(250))
                .build()));
        order.container("worker")
                .imageEntrypoint(List.of("/bin/worker"))
                .dependsOn(proxy, DependencyOptions.builder().optional(true).build());
        order.container("app").dependsOn(proxy, DependencyOptions.builder()
                .condition(Condition.HEALTHY)
                .timeout(Duration.minutes(2))
                .onTimeout(OnTimeout.BLOCK)
                .build());
        return app.synthYaml();
    }

    private static String steps() {
        App app = new App();
        StepJob.Builder.create(new Chart(app, "shop"), "build")
                .runtimeImage(RUNTIME)
                .steps(List.of(
                        StepProps.builder()
                                .name("test")
                                .image("golang:1.25")
                                .command(List.of("go", "test", "./..."))
                                .timeout(Duration.minutes(10))
                                .onError(OnError.CONTINUE)
                                .build(),
                        StepProps.builder()
                                .name("build")
                                .image("builder:1.0")
                                .command(List.of("/build"))
                                .results(List.of("digest"))
                                .build(),
                        StepProps.builder()
                                .name("deploy")
                                .image("deployer:1.0")
                                .command(List.of("/deploy"))
                                .args(List.of(Step.result("build", "digest")))
                                .when(List.of(When.exitCode("test", 0)))
                                .build()))
                .build();
        return app.synthYaml();
    }

    private static String preset() {
        App app = new App();
        Deployment web = Deployment.Builder.create(new Chart(app, "shop"), "web")
                .containers(List.of(ContainerProps.builder().name("app").image("shop/web:1.0").build()))
                .build();
        StartOrder order = StartOrder.of(web).configure(StartOrderOptions.builder().runtimeImage(RUNTIME).build());
        OrderedContainer collector = order.addSidecar(OpenTelemetryCollector.of(OpenTelemetryCollectorProps.builder()
                .config(Map.of(
                        "receivers", Map.of("otlp", Map.of("protocols", Map.of("grpc", Map.of("endpoint", "localhost:4317")))),
                        "exporters", Map.of("otlp", Map.of("endpoint", "traces.example:4317")),
                        "service", Map.of("pipelines", Map.of("traces", Map.of("receivers", List.of("otlp"), "exporters", List.of("otlp"))))))
                .build()));
        order.container("app").dependsOn(collector);
        return app.synthYaml();
    }

    private static String policy() {
        App app = new App();
        StartOrder.defaults(app, StartOrderDefaults.builder().runtimeImage(RUNTIME).build());
        StartOrderPolicy.Builder.create(app, "mesh")
                .select(WorkloadSelector.builder().kinds(List.of("Deployment")).images(List.of("shop/*")).build())
                .sidecars(List.of(Sidecar.of("proxy", SidecarOptions.builder()
                        .image("mesh/proxy:1.4")
                        .port(15021)
                        .readyWhen(Check.httpGet("/healthz/ready"))
                        .build())))
                .dependencies(List.of(PolicyDependency.builder().dependsOn("proxy").build()))
                .build();
        Chart shop = new Chart(app, "shop");
        for (String name : List.of("web", "api")) {
            Deployment.Builder.create(shop, name)
                    .containers(List.of(ContainerProps.builder().name("app").image("shop/" + name + ":1.0").build()))
                    .build();
        }
        return app.synthYaml();
    }

    private static String findings() {
        StartOrder order = StartOrder.of(shopOf(new App()));
        order.container("app").dependsOn(order.container("proxi"));
        return order.findings().stream()
                .filter(found -> found.getSeverity() == Severity.ERROR)
                .map(found -> found.getRule() + ": " + found.getMessage())
                .collect(Collectors.joining("\n"));
    }

    private static String cycle() {
        App app = new App();
        StartOrder order = StartOrder.of(shopOf(app)).configure(StartOrderOptions.builder().runtimeImage(RUNTIME).build());
        OrderedContainer proxy = order.container("proxy")
                .readyWhen(Check.httpGet("/ready", HttpGetCheckOptions.builder().port(8080).build()))
                .dependsOn(order.container("app"));
        order.container("app").dependsOn(proxy);
        try {
            return app.synthYaml();
        } catch (RuntimeException error) {
            return error.getMessage();
        }
    }

    private static Deployment shopOf(App app) {
        return Deployment.Builder.create(new Chart(app, "shop"), "web")
                .containers(List.of(
                        ContainerProps.builder().name("app").image("shop/web:1.0").command(List.of("/app")).build(),
                        ContainerProps.builder().name("proxy").image("shop/proxy:1.0").command(List.of("/proxy")).build()))
                .build();
    }
}
