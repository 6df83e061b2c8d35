// Manifests to check: written as people write them, each a little different.

/** One Deployment of three containers, behind a proxy that is a native sidecar. */
export function deployment(index) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${index}
  namespace: shop
  labels:
    app.kubernetes.io/name: web-${index}
spec:
  replicas: ${1 + (index % 5)}
  selector:
    matchLabels:
      app.kubernetes.io/name: web-${index}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web-${index}
    spec:
      initContainers:
        - name: proxy
          image: shop/proxy:1.${index % 40}
          restartPolicy: Always
          ports:
            - containerPort: 8080
          startupProbe:
            httpGet:
              path: /ready
              port: 8080
            periodSeconds: 1
            failureThreshold: ${30 + (index % 60)}
      containers:
        - name: app
          image: shop/web:2.${index}
          env:
            - name: LOG_LEVEL
              value: info
          ports:
            - containerPort: 9000
          readinessProbe:
            httpGet:
              path: /healthz
              port: 9000
          resources:
            requests:
              cpu: 100m
              memory: 64Mi
        - name: worker
          image: shop/worker:3.${index}
          command: ["wait-for-it", "--strict", "-t", "60", "localhost:9000", "--", "/worker"]
`;
}

/** A policy that gives each of them one more sidecar and one more gate. */
export const POLICY = `apiVersion: startgate.dev/v1alpha1
kind: StartOrderPolicy
metadata:
  name: mesh
spec:
  defaults: { runtimeImage: "registry.example/startgate:0.1.0" }
  select: { namespaces: [shop] }
  sidecars:
    - { name: mesh, image: "mesh/proxy:1.4", readyWhen: { httpGet: { path: /ready, port: 15021 } } }
  dependencies:
    - { dependsOn: mesh }
`;

export function deployments(count) {
  return Array.from({ length: count }, (_, index) => deployment(index)).join('---\n');
}

/** No two of them alike: the names of the containers differ too. */
export function unlikeDeployments(count) {
  return Array.from(
    { length: count }, (_, index) => deployment(index).replaceAll(/- name: (proxy|app|worker)$/gmu, `- name: $1-${index}`),
  ).join('---\n');
}
