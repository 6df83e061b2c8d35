import { isObject } from './manifest';
import { listOf, type OptionRule, PORT_NUMBER, requireValue, texts } from './option';

const NAMED = (value: unknown): boolean => isObject(value) && typeof value.name === 'string';
const OBJECT: OptionRule = { allowed: 'an object as the Kubernetes API spells it', holds: isObject };

/** The fields of a container of which a form is relied on. */
const FIELDS: Readonly<Record<string, OptionRule>> = {
  command: texts('a list of strings, such as ["/proxy", "--port=8080"]'),
  args: texts('a list of strings, such as ["--port=8080"]'),
  env: listOf('a list of variables, such as [{ name: "LOG_LEVEL", value: "info" }]', NAMED),
  ports: listOf('a list of ports, such as [{ containerPort: 8080 }]', (value) => isObject(value) && PORT_NUMBER.holds(value.containerPort)),
  volumeMounts: listOf('a list of mounts, such as [{ name: "data", mountPath: "/data" }]', (value) => NAMED(value) && typeof (value as { mountPath?: unknown }).mountPath === 'string'),
  startupProbe: OBJECT,
  readinessProbe: OBJECT,
  livenessProbe: OBJECT,
  lifecycle: OBJECT,
  resources: OBJECT,
  securityContext: OBJECT,
};

/**
 * Refuses a container whose fields are not of the form that the Kubernetes API has for them. What else it has passes through.
 *
 * @param what the container as messages name it
 */
export function requireContainerFields(what: string, container: object): void {
  const given = container as Readonly<Record<string, unknown>>;
  for (const name in FIELDS) {
    const value = given[name];
    if (value !== undefined && value !== null) requireValue(`"${name}" of ${what}`, value, FIELDS[name]!);
  }
}
