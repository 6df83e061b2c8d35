// Package misspelt has an option that does not exist: the compiler must name it.
package misspelt

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/startgate/cdk8s-startgate-go/startgate"
)

var Options = &startgate.SidecarOptions{
	Image:    jsii.String("mesh/proxy:1.4"),
	RedyWhen: startgate.Check_HttpGet(jsii.String("/ready"), nil),
}
