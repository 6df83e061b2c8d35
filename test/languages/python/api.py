"""Uses the library through the wheel, as a user of the Python package would. Prints what came of it as one JSON object."""

import json

import cdk8s
import cdk8s_plus_28 as kplus
from cdk8s_startgate import (
    Check, Condition, KplusSidecar, Mechanism, OnError, OnTimeout, PolicyDependency, Severity, Sidecar, StartOrder, StartOrderPolicy, Step, StepJob, StepProps,
    When, WorkloadSelector,
)


def new_chart(app: cdk8s.App) -> cdk8s.Chart:
    return cdk8s.Chart(app, "shop", disable_resource_name_hashes=True)


def message_of(action) -> str:
    """The whole message of what an action raises."""
    try:
        action()
    except Exception as error:  # jsii chooses the class
        return str(error)
    return "nothing was raised"


app = cdk8s.App()
chart = new_chart(app)
deployment = kplus.Deployment(
    chart,
    "web",
    containers=[
        kplus.ContainerProps(name="app", image="app:1.0", command=["/app"]),
        kplus.ContainerProps(name="proxy", image="proxy:1.0"),
    ],
)
order = StartOrder.of(deployment).configure(kubernetes_version="1.30", runtime_image="startgate:1.0")
proxy = order.container("proxy").ready_when(Check.http_get("/ready", port=8080, headers={"X-Probe": "1"}))
cache = order.add_sidecar(Sidecar.of("cache", image="cache:1.0", port=6379, ready_when=Check.tcp_socket()))
agent = order.add_sidecar(Sidecar.from_manifest({"name": "agent", "image": "agent:1.0"}, volumes=[{"name": "data", "emptyDir": {}}]))
mesh = order.add_sidecar(KplusSidecar.of(kplus.ContainerProps(name="mesh", image="mesh:1.0", port_number=15000), ready_when=Check.grpc()))
(
    order.container("app")
    .depends_on(proxy, timeout=cdk8s.Duration.minutes(2), on_timeout=OnTimeout.BLOCK, mechanism=Mechanism.NATIVE)
    .depends_on(cache, mechanism=Mechanism.GUARD)
    .depends_on(agent, condition=Condition.STARTED)
    .depends_on(mesh)
)

wrong_app = cdk8s.App()
wrong = StartOrder.of(kplus.Deployment(new_chart(wrong_app), "web", containers=[kplus.ContainerProps(name="app", image="app:1.0")]))
wrong.container("app").depends_on(wrong.container("proxi"))

steps_app = cdk8s.App()
StepJob(
    new_chart(steps_app),
    "build",
    runtime_image="startgate:1.0",
    steps=[
        StepProps(name="build", image="build:1.0", command=["/build"], results=["digest"], on_error=OnError.CONTINUE, timeout=cdk8s.Duration.minutes(1)),
        StepProps(name="report", image="report:1.0", command=["/report"], args=[Step.result("build", "digest")], when=[When.exit_code("build", 0)]),
    ],
)

policy_app = cdk8s.App()
StartOrder.defaults(policy_app, runtime_image="startgate:1.0", mechanism=Mechanism.INIT_WAITER)
StartOrderPolicy(
    policy_app,
    "mesh",
    select=WorkloadSelector(kinds=["Deployment"]),
    sidecars=[Sidecar.of("proxy", image="proxy:1.0", port=8080, ready_when=Check.http_get("/ready"))],
    dependencies=[PolicyDependency(depends_on="proxy")],
)
kplus.Deployment(new_chart(policy_app), "web", containers=[kplus.ContainerProps(name="app", image="app:1.0")])
for each in StartOrder.find_all(policy_app):
    log = each.add_sidecar(Sidecar.of("log", image="log:1.0", args=[each.workload_name]))
    each.all().depends_on(log, condition=Condition.STARTED)

print(
    json.dumps(
        {
            "yaml": app.synth_yaml(),
            "steps_yaml": steps_app.synth_yaml(),
            "policy_yaml": policy_app.synth_yaml(),
            "findings": [[finding.rule, finding.severity.name, finding.path] for finding in wrong.findings() if finding.severity == Severity.ERROR],
            "explanation": order.explain(),
            "synthesis_error": message_of(lambda: wrong_app.synth_yaml()),
            "call_error": message_of(lambda: order.container("app").depends_on(proxy)),
            "finds_nothing": StartOrder.try_find(chart, "Deployment", "nothing") is None,
            "finds_the_same": StartOrder.find(chart, "Deployment", deployment.name).explain() == order.explain(),
        }
    )
)
