"""An option that does not exist: a type checker must name it."""

from cdk8s_startgate import Check, Sidecar

Sidecar.of("proxy", image="mesh/proxy:1.4", redy_when=Check.http_get("/ready"))
