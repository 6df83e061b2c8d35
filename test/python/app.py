"""Synthesizes an app through the wheel, as a user of the Python package would."""

import cdk8s
import cdk8s_startgate  # noqa: F401  the wheel under test
import cdk8s_plus_28 as kplus

app = cdk8s.App()
chart = cdk8s.Chart(app, "shop")
kplus.Deployment(chart, "web", containers=[kplus.ContainerProps(name="app", image="app:1.0")])
print(app.synth_yaml())
