"""What a user of the Python package writes. Writes a file for each story into the folder that the first argument names."""

import sys
from pathlib import Path
from typing import Callable

import cdk8s_plus_28 as kplus
from cdk8s import App, Chart, Duration
from cdk8s_startgate import (
    Check, Condition, Mechanism, OnError, OnTimeout, OpenTelemetryCollector, PolicyDependency, Severity, Sidecar, StartOrder, StartOrderPolicy,
    Step, StepJob, StepProps, When, WorkloadSelector,
)

RUNTIME = "registry.example/startgate:0.1.0"


def example() -> str:
    app = App()
    web = kplus.Deployment(
        Chart(app, "shop"),
        "web",
        containers=[
            kplus.ContainerProps(name="app", image="shop/web:1.0", command=["/web"]),
            kplus.ContainerProps(name="proxy", image="shop/proxy:1.0", port_number=8080),
        ],
    )
    order = StartOrder.of(web).configure(runtime_image=RUNTIME)
    proxy = order.container("proxy").ready_when(Check.http_get("/ready", port=8080))
    order.container("app").depends_on(proxy)
    return app.synth_yaml()


def guard() -> str:
    app = App()
    web = kplus.Deployment(
        Chart(app, "shop"),
        "web",
        containers=[
            kplus.ContainerProps(name="app", image="shop/web:1.0", command=["/app"]),
            kplus.ContainerProps(name="worker", image="shop/worker:1.0"),
            kplus.ContainerProps(name="proxy", image="shop/proxy:1.0"),
        ],
    )
    order = StartOrder.of(web).configure(kubernetes_version="1.28", mechanism=Mechanism.GUARD, runtime_image=RUNTIME)
    proxy = order.container("proxy").ready_when(
        Check.http_get("/ready", port=8080, headers={"X-Probe": "1"}, statuses=[200, 204], interval=Duration.millis(250))
    )
    order.container("worker").image_entrypoint(["/bin/worker"]).depends_on(proxy, optional=True)
    order.container("app").depends_on(proxy, condition=Condition.HEALTHY, timeout=Duration.minutes(2), on_timeout=OnTimeout.BLOCK)
    return app.synth_yaml()


def steps() -> str:
    app = App()
    StepJob(
        Chart(app, "shop"),
        "build",
        runtime_image=RUNTIME,
        steps=[
            StepProps(
                name="test", image="golang:1.25", command=["go", "test", "./..."], timeout=Duration.minutes(10), on_error=OnError.CONTINUE
            ),
            StepProps(name="build", image="builder:1.0", command=["/build"], results=["digest"]),
            StepProps(
                name="deploy",
                image="deployer:1.0",
                command=["/deploy"],
                args=[Step.result("build", "digest")],
                when=[When.exit_code("test", 0)],
            ),
        ],
    )
    return app.synth_yaml()


def preset() -> str:
    app = App()
    web = kplus.Deployment(Chart(app, "shop"), "web", containers=[kplus.ContainerProps(name="app", image="shop/web:1.0")])
    order = StartOrder.of(web).configure(runtime_image=RUNTIME)
    collector = order.add_sidecar(
        OpenTelemetryCollector.of(
            config={
                "receivers": {"otlp": {"protocols": {"grpc": {"endpoint": "localhost:4317"}}}},
                "exporters": {"otlp": {"endpoint": "traces.example:4317"}},
                "service": {"pipelines": {"traces": {"receivers": ["otlp"], "exporters": ["otlp"]}}},
            }
        )
    )
    order.container("app").depends_on(collector)
    return app.synth_yaml()


def policy() -> str:
    app = App()
    StartOrder.defaults(app, runtime_image=RUNTIME)
    StartOrderPolicy(
        app,
        "mesh",
        select=WorkloadSelector(kinds=["Deployment"], images=["shop/*"]),
        sidecars=[Sidecar.of("proxy", image="mesh/proxy:1.4", port=15021, ready_when=Check.http_get("/healthz/ready"))],
        dependencies=[PolicyDependency(depends_on="proxy")],
    )
    shop = Chart(app, "shop")
    for name in ["web", "api"]:
        kplus.Deployment(shop, name, containers=[kplus.ContainerProps(name="app", image=f"shop/{name}:1.0")])
    return app.synth_yaml()


def findings() -> str:
    order = StartOrder.of(shop_of(App()))
    order.container("app").depends_on(order.container("proxi"))
    return "\n".join(f"{found.rule}: {found.message}" for found in order.findings() if found.severity == Severity.ERROR)


def cycle() -> str:
    app = App()
    order = StartOrder.of(shop_of(app)).configure(runtime_image=RUNTIME)
    proxy = order.container("proxy").ready_when(Check.http_get("/ready", port=8080)).depends_on(order.container("app"))
    order.container("app").depends_on(proxy)
    try:
        return app.synth_yaml()
    except RuntimeError as error:
        return str(error)


def shop_of(app: App) -> kplus.Deployment:
    return kplus.Deployment(
        Chart(app, "shop"),
        "web",
        containers=[
            kplus.ContainerProps(name="app", image="shop/web:1.0", command=["/app"]),
            kplus.ContainerProps(name="proxy", image="shop/proxy:1.0", command=["/proxy"]),
        ],
    )


STORIES: list[Callable[[], str]] = [example, guard, steps, preset, policy, findings, cycle]
for story in STORIES:
    Path(sys.argv[1], story.__name__).write_text(story(), encoding="utf-8")
