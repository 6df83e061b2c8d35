import { expect, test } from 'vitest';
import { moduleText } from '../../e2e/cluster/go-module';

const UPSTREAM = `module k8s.io/kubernetes

go 1.22.0

require (
	github.com/other/library v1.2.3
	k8s.io/api v0.0.0
	k8s.io/klog/v2 v2.110.1
)

replace (
	k8s.io/api => ./staging/src/k8s.io/api
)
`;

test('the libraries that Kubernetes keeps in its own repository are replaced by their published versions', () => {
  expect(moduleText('v1.29.15', UPSTREAM)).toMatchInlineSnapshot(`
    "module startgate.dev/e2e/cluster

    go 1.24.0

    godebug default=go1.22

    tool (
    	k8s.io/kubernetes/cmd/kubectl
    	k8s.io/kubernetes/cmd/kube-apiserver
    	k8s.io/kubernetes/cmd/kubelet
    	k8s.io/kubernetes/cmd/kube-controller-manager
    	k8s.io/kubernetes/cmd/kube-scheduler
    )

    require k8s.io/kubernetes v1.29.15

    replace (
    	k8s.io/api => k8s.io/api v0.29.15
    )
    "
  `);
});

test('fails when the module names no Go version', () => {
  expect(() => moduleText('v1.29.15', 'module k8s.io/kubernetes\n')).toThrow(new Error(
    'go.mod of k8s.io/kubernetes v1.29.15 names no Go version',
  ));
});
