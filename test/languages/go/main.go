// What a user of the Go module writes. Writes a file for each story into the folder that the first argument names.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	kplus "github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2"
	"github.com/startgate/cdk8s-startgate-go/startgate"
)

var runtimeImage = jsii.String("registry.example/startgate:0.1.0")

func main() {
	defer jsii.Close()

	stories := map[string]func() string{
		"example": example, "guard": guard, "steps": steps, "preset": preset, "policy": policy, "findings": findings, "cycle": cycle,
	}
	for name, story := range stories {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), []byte(story()), 0o644); err != nil {
			panic(err)
		}
	}
}

func example() string {
	app := cdk8s.NewApp(nil)
	web := kplus.NewDeployment(cdk8s.NewChart(app, jsii.String("shop"), nil), jsii.String("web"), &kplus.DeploymentProps{
		Containers: &[]*kplus.ContainerProps{
			{Name: jsii.String("app"), Image: jsii.String("shop/web:1.0"), Command: jsii.Strings("/web")},
			{Name: jsii.String("proxy"), Image: jsii.String("shop/proxy:1.0"), PortNumber: jsii.Number(8080)},
		},
	})
	order := startgate.StartOrder_Of(web, nil).Configure(&startgate.StartOrderOptions{RuntimeImage: runtimeImage})
	ready := startgate.Check_HttpGet(jsii.String("/ready"), &startgate.HttpGetCheckOptions{Port: jsii.Number(8080)})
	proxy := order.Container(jsii.String("proxy")).ReadyWhen(ready)
	order.Container(jsii.String("app")).DependsOn(proxy, nil)
	return *app.SynthYaml()
}

func guard() string {
	app := cdk8s.NewApp(nil)
	web := kplus.NewDeployment(cdk8s.NewChart(app, jsii.String("shop"), nil), jsii.String("web"), &kplus.DeploymentProps{
		Containers: &[]*kplus.ContainerProps{
			{Name: jsii.String("app"), Image: jsii.String("shop/web:1.0"), Command: jsii.Strings("/app")},
			{Name: jsii.String("worker"), Image: jsii.String("shop/worker:1.0")},
			{Name: jsii.String("proxy"), Image: jsii.String("shop/proxy:1.0")},
		},
	})
	order := startgate.StartOrder_Of(web, nil).Configure(&startgate.StartOrderOptions{
		KubernetesVersion: jsii.String("1.28"),
		Mechanism:         startgate.Mechanism_GUARD,
		RuntimeImage:      runtimeImage,
	})
	proxy := order.Container(jsii.String("proxy")).ReadyWhen(startgate.Check_HttpGet(jsii.String("/ready"), &startgate.HttpGetCheckOptions{
		Port:     jsii.Number(8080),
		Headers:  &map[string]*string{"X-Probe": jsii.String("1")},
		Statuses: jsii.Numbers(200, 204),
		Interval: cdk8s.Duration_Millis(jsii.Number(250)),
	}))
	order.Container(jsii.String("worker")).
		ImageEntrypoint(jsii.Strings("/bin/worker")).
		DependsOn(proxy, &startgate.DependencyOptions{Optional: jsii.Bool(true)})
	order.Container(jsii.String("app")).DependsOn(proxy, &startgate.DependencyOptions{
		Condition: startgate.Condition_HEALTHY,
		Timeout:   cdk8s.Duration_Minutes(jsii.Number(2)),
		OnTimeout: startgate.OnTimeout_BLOCK,
	})
	return *app.SynthYaml()
}

func steps() string {
	app := cdk8s.NewApp(nil)
	startgate.NewStepJob(cdk8s.NewChart(app, jsii.String("shop"), nil), jsii.String("build"), &startgate.StepJobProps{
		RuntimeImage: runtimeImage,
		Steps: &[]*startgate.StepProps{
			{
				Name:    jsii.String("test"),
				Image:   jsii.String("golang:1.25"),
				Command: jsii.Strings("go", "test", "./..."),
				Timeout: cdk8s.Duration_Minutes(jsii.Number(10)),
				OnError: startgate.OnError_CONTINUE,
			},
			{
				Name:    jsii.String("build"),
				Image:   jsii.String("builder:1.0"),
				Command: jsii.Strings("/build"),
				Results: jsii.Strings("digest"),
			},
			{
				Name:    jsii.String("deploy"),
				Image:   jsii.String("deployer:1.0"),
				Command: jsii.Strings("/deploy"),
				Args:    &[]*string{startgate.Step_Result(jsii.String("build"), jsii.String("digest"))},
				When:    &[]startgate.When{startgate.When_ExitCode(jsii.String("test"), jsii.Number(0))},
			},
		},
	})
	return *app.SynthYaml()
}

func preset() string {
	app := cdk8s.NewApp(nil)
	web := kplus.NewDeployment(cdk8s.NewChart(app, jsii.String("shop"), nil), jsii.String("web"), &kplus.DeploymentProps{
		Containers: &[]*kplus.ContainerProps{{Name: jsii.String("app"), Image: jsii.String("shop/web:1.0")}},
	})
	order := startgate.StartOrder_Of(web, nil).Configure(&startgate.StartOrderOptions{RuntimeImage: runtimeImage})
	collector := order.AddSidecar(startgate.OpenTelemetryCollector_Of(&startgate.OpenTelemetryCollectorProps{
		Config: map[string]any{
			"receivers": map[string]any{"otlp": map[string]any{"protocols": map[string]any{"grpc": map[string]any{"endpoint": "localhost:4317"}}}},
			"exporters": map[string]any{"otlp": map[string]any{"endpoint": "traces.example:4317"}},
			"service": map[string]any{
				"pipelines": map[string]any{"traces": map[string]any{"receivers": []string{"otlp"}, "exporters": []string{"otlp"}}},
			},
		},
	}))
	order.Container(jsii.String("app")).DependsOn(collector, nil)
	return *app.SynthYaml()
}

func policy() string {
	app := cdk8s.NewApp(nil)
	startgate.StartOrder_Defaults(app, &startgate.StartOrderDefaults{RuntimeImage: runtimeImage})
	startgate.NewStartOrderPolicy(app, jsii.String("mesh"), &startgate.StartOrderPolicyProps{
		Select: &startgate.WorkloadSelector{Kinds: jsii.Strings("Deployment"), Images: jsii.Strings("shop/*")},
		Sidecars: &[]startgate.Sidecar{startgate.Sidecar_Of(jsii.String("proxy"), &startgate.SidecarOptions{
			Image:     jsii.String("mesh/proxy:1.4"),
			Port:      jsii.Number(15021),
			ReadyWhen: startgate.Check_HttpGet(jsii.String("/healthz/ready"), nil),
		})},
		Dependencies: &[]*startgate.PolicyDependency{{DependsOn: jsii.String("proxy")}},
	})
	shop := cdk8s.NewChart(app, jsii.String("shop"), nil)
	for _, name := range []string{"web", "api"} {
		kplus.NewDeployment(shop, jsii.String(name), &kplus.DeploymentProps{
			Containers: &[]*kplus.ContainerProps{{Name: jsii.String("app"), Image: jsii.Sprintf("shop/%s:1.0", name)}},
		})
	}
	return *app.SynthYaml()
}

func findings() string {
	order := startgate.StartOrder_Of(shopOf(cdk8s.NewApp(nil)), nil)
	order.Container(jsii.String("app")).DependsOn(order.Container(jsii.String("proxi")), nil)
	var lines []string
	for _, found := range *order.Findings() {
		if found.Severity == startgate.Severity_ERROR {
			lines = append(lines, fmt.Sprintf("%s: %s", *found.Rule, *found.Message))
		}
	}
	return strings.Join(lines, "\n")
}

func cycle() (report string) {
	app := cdk8s.NewApp(nil)
	order := startgate.StartOrder_Of(shopOf(app), nil).Configure(&startgate.StartOrderOptions{RuntimeImage: runtimeImage})
	ready := startgate.Check_HttpGet(jsii.String("/ready"), &startgate.HttpGetCheckOptions{Port: jsii.Number(8080)})
	proxy := order.Container(jsii.String("proxy")).ReadyWhen(ready).DependsOn(order.Container(jsii.String("app")), nil)
	order.Container(jsii.String("app")).DependsOn(proxy, nil)
	defer func() { report = fmt.Sprint(recover()) }()
	return *app.SynthYaml()
}

func shopOf(app cdk8s.App) kplus.Deployment {
	return kplus.NewDeployment(cdk8s.NewChart(app, jsii.String("shop"), nil), jsii.String("web"), &kplus.DeploymentProps{
		Containers: &[]*kplus.ContainerProps{
			{Name: jsii.String("app"), Image: jsii.String("shop/web:1.0"), Command: jsii.Strings("/app")},
			{Name: jsii.String("proxy"), Image: jsii.String("shop/proxy:1.0"), Command: jsii.Strings("/proxy")},
		},
	})
}
