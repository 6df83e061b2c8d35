"""Synthesizes an app through the wheel, as a user of the Python package would."""

import cdk8s
import cdk8s_plus_28 as kplus
from cdk8s_startgate import Check, StartOrder

app = cdk8s.App()
chart = cdk8s.Chart(app, "shop", disable_resource_name_hashes=True)
deployment = kplus.Deployment(
    chart,
    "web",
    containers=[
        kplus.ContainerProps(name="app", image="app:1.0"),
        kplus.ContainerProps(name="proxy", image="proxy:1.0"),
    ],
)
order = StartOrder.of(deployment)
proxy = order.container("proxy").ready_when(Check.http_get("/ready", port=8080))
order.container("app").depends_on(proxy)
print(app.synth_yaml())
